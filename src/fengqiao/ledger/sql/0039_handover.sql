-- What a post at a unit leaves to its next shift: words and the codes of matters. One is open at a time; read ones are
-- kept for a while and deleted. It is no record of persons: who wrote is kept only so that another one takes over.
CREATE TABLE ledger.handover (
    tenant          text NOT NULL,
    id              uuid NOT NULL,
    unit            text NOT NULL,
    post            text NOT NULL,
    version         integer NOT NULL DEFAULT 1 CHECK (version > 0),
    words           text NOT NULL CHECK (words <> ''),
    codes           text[] NOT NULL,
    written_by      text NOT NULL,
    written_at      timestamptz NOT NULL,
    acknowledged_at timestamptz,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX handover_open ON ledger.handover (tenant, unit, post) WHERE acknowledged_at IS NULL;
CREATE INDEX handover_read ON ledger.handover (tenant, unit, post, acknowledged_at DESC) WHERE acknowledged_at IS NOT NULL;
CREATE INDEX handover_age ON ledger.handover (tenant, (coalesce(acknowledged_at, written_at)));
SELECT ledger.guard('ledger.handover', 'SELECT, INSERT, UPDATE, DELETE');
