-- What a matter waits for beside its state (a decision, a unit that was called), so that worklists find it. Few matters
-- wait at a time, so the index is small; the words are looked at in its rows.
ALTER TABLE ledger.matter ADD COLUMN attention text[] NOT NULL DEFAULT '{}';
CREATE INDEX matter_attention ON ledger.matter (tenant, next_due, id) WHERE attention <> '{}' AND is_open;
