-- Matters, what happened to them, and what follows from it.

-- The current row. `snapshot` is the whole record (zlib of its canonical JSON); the other columns are read from it for
-- lists and filters. `next_due`: the limit of the present step, year 9999 when none runs. `is_open`: somebody still has
-- to do something, and it is not merged into another matter.
CREATE TABLE ledger.matter (
    tenant              text NOT NULL CHECK (tenant ~ '^[1-9][0-9]{5}$'),
    id                  uuid NOT NULL,
    version             integer NOT NULL CHECK (version > 0),
    head_hash           bytea NOT NULL CHECK (length(head_hash) = 32),
    registered_at       timestamptz NOT NULL,
    accepted_at         timestamptz,
    occurred_at         timestamptz,
    accept_due          timestamptz,
    dispatch_due        timestamptz,
    first_dispatched_at timestamptz,
    due_at              timestamptz,
    original_due_at     timestamptz,
    yellow_at           timestamptz,
    next_due            timestamptz NOT NULL,
    resolved_at         timestamptz,
    closed_at           timestamptz,
    wake_at             timestamptz,
    leased_until        timestamptz,
    lon                 double precision,
    lat                 double precision,
    text_id             uuid NOT NULL,
    main_matter_id      uuid,
    round               smallint NOT NULL,
    reopened            smallint NOT NULL,
    followers           integer NOT NULL,
    photos              smallint NOT NULL,
    is_open             boolean NOT NULL,
    paused              boolean NOT NULL,
    on_time             boolean,
    on_time_strict      boolean,
    outside             boolean NOT NULL,
    history             boolean NOT NULL,
    urgent_prompt       boolean NOT NULL,
    whistle_open        boolean NOT NULL,
    supervision_open    boolean NOT NULL,
    shelved_ever        boolean NOT NULL,
    leader_case         boolean NOT NULL,
    code                text NOT NULL,
    state               text NOT NULL,
    kind                text,
    category            text NOT NULL,
    channel             text NOT NULL,
    source_system       text NOT NULL,
    external_id         text NOT NULL,
    urgency             text NOT NULL,
    visibility          text NOT NULL,
    level               text NOT NULL,
    area                text NOT NULL,
    grid                text NOT NULL,
    registered_unit     text NOT NULL,
    lead_unit           text NOT NULL,
    executing_unit      text NOT NULL,
    first_unit          text NOT NULL,
    light               text NOT NULL,
    case_risk           text NOT NULL,
    close_reason        text NOT NULL,
    signal              text NOT NULL,
    snapshot            bytea NOT NULL,
    PRIMARY KEY (tenant, id),
    CONSTRAINT matter_code UNIQUE (tenant, code)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
-- The record is compressed before it is sent, and stays in the row as long as that is possible.
ALTER TABLE ledger.matter ALTER COLUMN snapshot SET STORAGE MAIN;

CREATE UNIQUE INDEX matter_source ON ledger.matter (tenant, source_system, external_id) WHERE external_id <> '';
CREATE INDEX matter_by_state ON ledger.matter (tenant, state, next_due, id) WHERE is_open;
CREATE INDEX matter_nearby ON ledger.matter (tenant, category, lat) WHERE is_open AND lat IS NOT NULL;
CREATE INDEX matter_wakes ON ledger.matter (tenant, wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX matter_of_main ON ledger.matter (tenant, main_matter_id) WHERE main_matter_id IS NOT NULL;

-- What happened, never changed: `body` is the canonical JSON of the event, `hash` covers the one before, every column
-- and the body. `seq` counts from 1 without a gap.
CREATE TABLE ledger.event (
    tenant    text NOT NULL,
    matter_id uuid NOT NULL,
    seq       integer NOT NULL CHECK (seq > 0),
    v         smallint NOT NULL,
    at        timestamptz NOT NULL,
    kind      text NOT NULL,
    person    text NOT NULL,
    post      text NOT NULL,
    unit      text NOT NULL,
    body      text NOT NULL,
    hash      bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (tenant, matter_id, seq),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
);

-- One assignment to one unit, as worklists need it. `due_at` repeats the matter's, year 9999 without one.
CREATE TABLE ledger.work_order (
    tenant         text NOT NULL,
    matter_id      uuid NOT NULL,
    no             smallint NOT NULL,
    is_open        boolean NOT NULL,
    due_at         timestamptz NOT NULL,
    issued_at      timestamptz NOT NULL,
    sign_due       timestamptz NOT NULL,
    signed_at      timestamptz,
    arrived_at     timestamptz,
    submitted_at   timestamptz,
    line_id        bigint,
    line_version   integer,
    waived         boolean NOT NULL,
    unit           text NOT NULL,
    executing_unit text NOT NULL,
    role           text NOT NULL,
    state          text NOT NULL,
    rule           text NOT NULL,
    PRIMARY KEY (tenant, matter_id, no),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
) WITH (fillfactor = 85);
CREATE INDEX work_order_of_unit ON ledger.work_order (tenant, unit, is_open, due_at, matter_id);
CREATE INDEX work_order_of_executing ON ledger.work_order (tenant, executing_unit, is_open, due_at, matter_id)
    WHERE executing_unit <> unit;

-- Events that have reactions. A claim moves next_at past the lease, so the row of a killed worker comes again.
CREATE TABLE ledger.outbox (
    tenant     text NOT NULL,
    matter_id  uuid NOT NULL,
    seq        integer NOT NULL,
    attempts   smallint NOT NULL DEFAULT 0,
    kind       text NOT NULL,
    created_at timestamptz NOT NULL,
    next_at    timestamptz NOT NULL,
    done_at    timestamptz,
    dead_at    timestamptz,
    last_error text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, matter_id, seq),
    FOREIGN KEY (tenant, matter_id, seq) REFERENCES ledger.event (tenant, matter_id, seq)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX outbox_due ON ledger.outbox (tenant, next_at) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_dead ON ledger.outbox (tenant, dead_at) WHERE dead_at IS NOT NULL;

-- Messages to people and to source systems. `effect_key` names the effect, so that reacting twice sends once.
-- `payload` holds codes and ids only.
CREATE TABLE ledger.delivery (
    tenant         text NOT NULL,
    id             uuid NOT NULL,
    matter_id      uuid NOT NULL,
    event_seq      integer NOT NULL,
    attempts       smallint NOT NULL DEFAULT 0,
    urgent         boolean NOT NULL DEFAULT false,
    effect_key     text NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('notice', 'sync')),
    recipient_kind text NOT NULL,
    recipient      text NOT NULL,
    channel        text NOT NULL,
    template       text NOT NULL,
    payload        jsonb NOT NULL,
    state          text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'dead')),
    created_at     timestamptz NOT NULL,
    next_at        timestamptz NOT NULL,
    sent_at        timestamptz,
    last_error     text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, id),
    CONSTRAINT delivery_effect UNIQUE (tenant, effect_key),
    FOREIGN KEY (tenant, matter_id, event_seq) REFERENCES ledger.event (tenant, matter_id, seq)
) WITH (fillfactor = 80);
CREATE INDEX delivery_due ON ledger.delivery (tenant, next_at) WHERE state = 'pending';
CREATE INDEX delivery_dead ON ledger.delivery (tenant, created_at) WHERE state = 'dead';
CREATE INDEX delivery_of_matter ON ledger.delivery (tenant, matter_id);

-- Numbered papers: one for each event and template.
CREATE TABLE ledger.document (
    tenant           text NOT NULL,
    id               uuid NOT NULL,
    matter_id        uuid NOT NULL,
    event_seq        integer NOT NULL,
    version          smallint NOT NULL,
    template         text NOT NULL,
    template_version text NOT NULL,
    number           text NOT NULL,
    recipients       text[] NOT NULL,
    copies           text[] NOT NULL,
    made_at          timestamptz NOT NULL,
    PRIMARY KEY (tenant, id),
    CONSTRAINT document_effect UNIQUE (tenant, matter_id, event_seq, template),
    FOREIGN KEY (tenant, matter_id, event_seq) REFERENCES ledger.event (tenant, matter_id, seq)
);

-- Running numbers. Codes take them in blocks, papers one by one so that none is missing.
CREATE TABLE ledger.counter (
    tenant text NOT NULL,
    name   text NOT NULL,
    n      bigint NOT NULL,
    PRIMARY KEY (tenant, name)
) WITH (fillfactor = 50);

-- The first answer to a write, for whoever asks again with the same key.
CREATE TABLE ledger.idempotency (
    tenant    text NOT NULL,
    scope     text NOT NULL,
    key       text NOT NULL,
    matter_id uuid NOT NULL,
    at        timestamptz NOT NULL,
    answer    text NOT NULL,
    PRIMARY KEY (tenant, scope, key)
);

-- Free text, outside the chain so that it can be erased: with the salt gone, the hash in the event tells nothing.
CREATE TABLE ledger.text (
    tenant    text NOT NULL,
    id        uuid NOT NULL,
    matter_id uuid NOT NULL,
    field     text NOT NULL,
    salt      bytea,
    title     text NOT NULL,
    body      text NOT NULL,
    erased_at timestamptz,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
);
CREATE INDEX text_of_matter ON ledger.text (tenant, matter_id);

SELECT ledger.guard('ledger.matter', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('ledger.event', 'SELECT, INSERT');
SELECT ledger.guard('ledger.work_order', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('ledger.outbox', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ledger.guard('ledger.delivery', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ledger.guard('ledger.document', 'SELECT, INSERT');
SELECT ledger.guard('ledger.counter', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('ledger.idempotency', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ledger.guard('ledger.text', 'SELECT, INSERT, UPDATE');
