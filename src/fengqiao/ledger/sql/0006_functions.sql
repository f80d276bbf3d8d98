-- Reads that no policy may stand in the way of, because their operators are not leakproof. Each takes the county from
-- the transaction itself.

-- Matters that hold all these words (a tsquery text such as 'ab & bc'), newest first, below `before` if given.
-- A frequent word has its matters among the newest few thousand, which are walked through by the key; sorting all
-- matters of such a word would take as long as the county is old. What is rarer is asked from the index of words, where
-- the county is one of them. There the columns are compared in a way that no other index serves, or the planner might
-- walk through the whole county by its key.
CREATE FUNCTION ledger.search_matters(words text, most integer, before uuid DEFAULT NULL)
RETURNS TABLE (matter_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    county text := ledger.tenant();
    asked  tsquery := county::tsquery && words::tsquery;
    below  uuid := coalesce(before, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
    wanted integer := least(most, 500);
    newest uuid[] := ARRAY(
        SELECT near.matter_id
          FROM (SELECT s.matter_id, s.tokens FROM ledger.matter_search AS s
                 WHERE s.tenant = county AND s.matter_id < below
                 ORDER BY s.matter_id DESC LIMIT 3000) AS near
         WHERE near.tokens @@ asked LIMIT wanted);
BEGIN
    IF cardinality(newest) >= wanted THEN
        RETURN QUERY SELECT unnest(newest);
    ELSE
        RETURN QUERY
        WITH hit AS MATERIALIZED (
            SELECT s.matter_id FROM ledger.matter_search AS s WHERE s.tokens @@ asked AND s.tenant || '' = county
        )
        SELECT hit.matter_id FROM hit WHERE hit.matter_id < below ORDER BY hit.matter_id DESC LIMIT wanted;
    END IF;
END
$$;

REVOKE ALL ON FUNCTION ledger.search_matters(text, integer, uuid) FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fengqiao_app') THEN
        GRANT EXECUTE ON FUNCTION ledger.search_matters(text, integer, uuid) TO fengqiao_app;
    END IF;
END
$$;
