-- Evidence, what a machine read in it, and signatures go with the persons whose they are.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fengqiao_app') THEN
        GRANT DELETE ON sealed.evidence, sealed.evidence_reading TO fengqiao_app;
    END IF;
END
$$;
