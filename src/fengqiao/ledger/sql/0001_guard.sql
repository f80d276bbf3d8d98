-- Two schemas, the county of the running transaction, and the guard that every table of the ledger gets.

CREATE SCHEMA ledger;
CREATE SCHEMA sealed;

-- The county that this transaction works for. It raises instead of giving NULL or '', with which every policy would
-- silently show nothing: a setting made with set_config(..., true) is '' after its transaction.
CREATE FUNCTION ledger.tenant() RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    tenant text := current_setting('app.tenant', true);
BEGIN
    IF tenant IS NULL OR tenant = '' THEN
        RAISE EXCEPTION 'app.tenant is not set'
              USING ERRCODE = 'insufficient_privilege',
                    HINT = 'Begin the transaction with set_config(''app.tenant'', <six digits>, true).';
    END IF;
    RETURN tenant;
END
$$;

-- Row-level security that binds the owner, too, and what the programs' role may do. A database in which one role does
-- everything has no fengqiao_app; the policies and the chain hold there, the missing rights do not.
CREATE FUNCTION ledger.guard(guarded regclass, rights text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY own_county ON %s USING (tenant = ledger.tenant())'
                   ' WITH CHECK (tenant = ledger.tenant())', guarded);
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fengqiao_app') THEN
        EXECUTE format('GRANT %s ON %s TO fengqiao_app', rights, guarded);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION ledger.guard(regclass, text) FROM PUBLIC;

DO $$
BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'the ledger hashes UTF-8 and needs a database with encoding UTF8';
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fengqiao_app') THEN
        GRANT USAGE ON SCHEMA ledger, sealed TO fengqiao_app;
    END IF;
END
$$;
