-- Whether a dispute is settled (DOMAIN 4.2); null where a matter is not on a dispute's course. Old rows are none of them.
ALTER TABLE ledger.matter ADD COLUMN settled boolean;
