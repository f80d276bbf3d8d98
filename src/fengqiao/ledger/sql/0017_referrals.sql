-- Messages between mediation and docked bodies (四调对接) are a kind of their own. Validated after it stands, so that no
-- write waits while the old rows are looked at.
ALTER TABLE ledger.delivery DROP CONSTRAINT delivery_kind_check;
ALTER TABLE ledger.delivery
    ADD CONSTRAINT delivery_kind_check CHECK (kind IN ('notice', 'sync', 'referral')) NOT VALID;
ALTER TABLE ledger.delivery VALIDATE CONSTRAINT delivery_kind_check;
