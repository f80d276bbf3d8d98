-- Many matters of one category at one place within a day: only that day's rows are counted. Every create and every act of
-- a matter writes its entry anew, so it holds no more columns than the count needs.
CREATE INDEX matter_same_place ON ledger.matter (tenant, category, coalesce(nullif(grid, ''), area), registered_at)
 WHERE NOT history;
