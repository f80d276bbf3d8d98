-- Reads that no policy may stand in the way of, because their operators are not leakproof. Each takes the county from
-- the transaction itself.

-- Matters that hold all these words (a tsquery text such as 'ab & bc'), newest first, below `before` if given.
-- The county is one of the words. As a column it is compared in a way that no index serves, or the planner might walk
-- through the whole county by its key instead of asking the words.
CREATE FUNCTION ledger.search_matters(words text, most integer, before uuid DEFAULT NULL)
RETURNS TABLE (matter_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT found.matter_id
      FROM ledger.matter_search AS found
     WHERE found.tokens @@ (ledger.tenant()::tsquery && words::tsquery)
       AND found.tenant || '' = ledger.tenant()
       AND (before IS NULL OR found.matter_id < before)
     ORDER BY found.matter_id DESC
     LIMIT least(most, 500);
END;

REVOKE ALL ON FUNCTION ledger.search_matters(text, integer, uuid) FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fengqiao_app') THEN
        GRANT EXECUTE ON FUNCTION ledger.search_matters(text, integer, uuid) TO fengqiao_app;
    END IF;
END
$$;
