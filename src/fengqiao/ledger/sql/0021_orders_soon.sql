-- When the main limit of an order's matter turns yellow, so that what is due soon is found in the index alone, however much
-- a unit has open. Rows from before pass, and their matter's own moment decides; a limit that rests never turns.
ALTER TABLE ledger.work_order ADD COLUMN yellow_at timestamptz NOT NULL DEFAULT '-infinity';

DROP INDEX ledger.work_order_of_unit;
DROP INDEX ledger.work_order_of_executing;
CREATE INDEX work_order_of_unit ON ledger.work_order (tenant, unit, is_open, due_at, matter_id, yellow_at);
CREATE INDEX work_order_of_executing ON ledger.work_order (tenant, executing_unit, is_open, due_at, matter_id, yellow_at)
    WHERE executing_unit <> unit;

-- Day limits end at the close of a day, so very many end together: sorted by id behind the moment, a page ends with its row.
DROP INDEX ledger.matter_soon;
CREATE INDEX matter_soon ON ledger.matter (tenant, state, due_at, id, yellow_at)
 WHERE is_open AND NOT paused AND yellow_at IS NOT NULL;
