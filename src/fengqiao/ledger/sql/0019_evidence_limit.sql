-- Whether one more piece of evidence fits into a matter, or, where `of_party` is named, into what that party brought.
-- Whoever asks waits for everybody who asked about the same matter before and has not committed yet, and counts after
-- them: a volatile function looks anew with each of its statements, so eight at once do not all find the last place.
-- A file that stands already always fits, for it is not added again.
CREATE FUNCTION sealed.evidence_fits(of_matter uuid, of_party text, most integer, whose text, file text)
RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    county text := ledger.tenant();
    held   integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('evidence|' || county || '|' || of_matter, 0));
    IF EXISTS (SELECT FROM sealed.evidence AS e
                WHERE e.tenant = county AND e.matter_id = of_matter AND e.party_id = whose AND e.file_name = file) THEN
        RETURN true;
    END IF;
    SELECT count(*) INTO held FROM sealed.evidence AS e
     WHERE e.tenant = county AND e.matter_id = of_matter AND (of_party IS NULL OR e.party_id = of_party);
    RETURN held < most;
END
$$;

REVOKE ALL ON FUNCTION sealed.evidence_fits(uuid, text, integer, text, text) FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fengqiao_app') THEN
        GRANT EXECUTE ON FUNCTION sealed.evidence_fits(uuid, text, integer, text, text) TO fengqiao_app;
    END IF;
END
$$;
