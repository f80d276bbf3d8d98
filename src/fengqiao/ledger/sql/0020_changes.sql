-- Which matters changed, in the order in which their transactions ended: what the live stream reads on from. It holds
-- minutes, and nobody misses it after a crash of the server, which empties it: screens then load anew.
CREATE UNLOGGED TABLE ledger.change (
    tenant    text NOT NULL,
    xact      xid8 NOT NULL DEFAULT pg_current_xact_id(),
    position  bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    matter_id uuid NOT NULL,
    PRIMARY KEY (tenant, xact, position)
) WITH (autovacuum_vacuum_scale_factor = 0.5);

SELECT ledger.guard('ledger.change', 'SELECT, INSERT, DELETE');
