-- Who looked, who was refused, and the daily roots that bind all chains.

-- Several chains side by side, so that two who look at the same moment seldom wait for each other.
CREATE TABLE ledger.access_lane (
    tenant text NOT NULL,
    lane   smallint NOT NULL,
    n      bigint NOT NULL,
    hash   bytea NOT NULL,
    PRIMARY KEY (tenant, lane)
) WITH (fillfactor = 30);

CREATE TABLE ledger.access_log (
    tenant    text NOT NULL,
    lane      smallint NOT NULL,
    n         bigint NOT NULL,
    at        timestamptz NOT NULL,
    matter_id uuid,
    person    text NOT NULL,
    post      text NOT NULL,
    unit      text NOT NULL,
    act       text NOT NULL,
    subject   text NOT NULL,
    purpose   text NOT NULL,
    result    text NOT NULL,
    hash      bytea NOT NULL,
    PRIMARY KEY (tenant, lane, n)
);
CREATE INDEX access_log_of_matter ON ledger.access_log (tenant, matter_id, at) WHERE matter_id IS NOT NULL;
CREATE INDEX access_log_by_time ON ledger.access_log (tenant, at);

-- One row a day and county: `body` says in canonical JSON what was counted and which root came before; it is signed.
CREATE TABLE ledger.root (
    tenant    text NOT NULL,
    day       date NOT NULL,
    made_at   timestamptz NOT NULL,
    body      text NOT NULL,
    hash      bytea NOT NULL,
    key_id    text NOT NULL,
    signature bytea NOT NULL,
    PRIMARY KEY (tenant, day)
);

-- The chain heads that a root binds: those that changed since the one before.
CREATE TABLE ledger.root_leaf (
    tenant    text NOT NULL,
    matter_id uuid NOT NULL,
    day       date NOT NULL,
    version   integer NOT NULL,
    head_hash bytea NOT NULL,
    PRIMARY KEY (tenant, matter_id, day),
    FOREIGN KEY (tenant, day) REFERENCES ledger.root (tenant, day) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX root_leaf_of_day ON ledger.root_leaf (tenant, day, matter_id);

SELECT ledger.guard('ledger.access_lane', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('ledger.access_log', 'SELECT, INSERT');
SELECT ledger.guard('ledger.root', 'SELECT, INSERT');
SELECT ledger.guard('ledger.root_leaf', 'SELECT, INSERT');
