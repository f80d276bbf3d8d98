-- What is due soon: its main limit lies ahead, its yellow moment behind. With both moments in the index, whatever is still
-- green is passed over without looking at its row, however much a county has open.
CREATE INDEX matter_soon ON ledger.matter (tenant, state, due_at, yellow_at, id)
 WHERE is_open AND NOT paused AND yellow_at IS NOT NULL;
