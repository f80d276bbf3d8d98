-- The newest of a category: for a list of one category, and for many like matters at one place within a day.
CREATE INDEX matter_of_category ON ledger.matter (tenant, category, id);
