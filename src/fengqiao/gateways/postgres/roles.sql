-- The two roles and the database, for psql with owner_password and app_password set; safe to run again.
-- `owner` owns the tables and runs migrations; `fengqiao_app` is what the programs connect as: it owns
-- nothing and cannot step round row-level security.
SELECT 'CREATE ROLE owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'owner') \gexec
SELECT 'CREATE ROLE fengqiao_app' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fengqiao_app') \gexec
ALTER ROLE owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
ALTER ROLE fengqiao_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
-- A migration that cannot get its lock gives up before the requests behind it pile up.
ALTER ROLE owner SET lock_timeout = '4s';

SELECT 'CREATE DATABASE fengqiao OWNER owner TEMPLATE template0'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'fengqiao') \gexec
REVOKE ALL ON DATABASE fengqiao FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE fengqiao TO fengqiao_app;

\connect fengqiao
ALTER SCHEMA public OWNER TO owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO fengqiao_app;
-- Django's tables stand in `public`. Other schemas grant what they mean to grant.
ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public
      GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO fengqiao_app;
ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO fengqiao_app;
