-- What was told to a unit or a post, newest first, for the list of whoever is signed in.
CREATE INDEX delivery_to ON ledger.delivery (tenant, recipient_kind, recipient, created_at DESC, id DESC)
 WHERE kind = 'notice' AND recipient_kind IN ('unit', 'unit_leader', 'post');
