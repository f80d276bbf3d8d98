-- What was dispatched in a span of time, for the dry run of a duty directory. Matters lie in the order of time, so a summary
-- of the blocks is enough: it costs a write nothing to speak of.
CREATE INDEX matter_dispatched ON ledger.matter USING brin (tenant, first_dispatched_at)
  WITH (pages_per_range = 32, autosummarize = on);
