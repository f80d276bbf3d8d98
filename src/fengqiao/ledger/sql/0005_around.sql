-- What stands around a matter: signals, alerts, files, suggestions, sweeps, words to search by.

-- A raw alarm. It becomes a matter only when a person confirms it (RULINGS 34); like alarms count up.
CREATE TABLE ledger.signal (
    tenant     text NOT NULL,
    id         uuid NOT NULL,
    source     text NOT NULL,
    type       text NOT NULL,
    state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'dismissed')),
    first_at   timestamptz NOT NULL,
    last_at    timestamptz NOT NULL,
    alarms     integer NOT NULL DEFAULT 1,
    place_key  text NOT NULL,
    area       text NOT NULL,
    grid       text NOT NULL,
    lon        double precision,
    lat        double precision,
    datum      text NOT NULL,
    score      real,
    urgent     boolean NOT NULL DEFAULT false,
    file_name  text,
    photos     smallint NOT NULL DEFAULT 0,
    matter_id  uuid,
    decided_at timestamptz,
    decided_by text NOT NULL DEFAULT '',
    reason     text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
) WITH (fillfactor = 80);
CREATE INDEX signal_open ON ledger.signal (tenant, urgent DESC, first_at) WHERE state = 'open';
CREATE INDEX signal_alike ON ledger.signal (tenant, source, type, place_key, last_at) WHERE state = 'open';
CREATE INDEX signal_by_source ON ledger.signal (tenant, source, first_at);

-- Many matters of one category at one place: one open alert each.
CREATE TABLE ledger.alert (
    tenant   text NOT NULL,
    id       uuid NOT NULL,
    kind     text NOT NULL,
    category text NOT NULL,
    place    text NOT NULL,
    matters  integer NOT NULL,
    since    timestamptz NOT NULL,
    raised_at timestamptz NOT NULL,
    last_at  timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX alert_open ON ledger.alert (tenant, kind, category, place) WHERE closed_at IS NULL;

-- Uploaded files by their keyed name, counted by their references; nought means that the file may go.
CREATE TABLE ledger.file (
    tenant     text NOT NULL,
    name       text NOT NULL,
    size       bigint NOT NULL,
    mime       text NOT NULL,
    key_id     text NOT NULL,
    uses       integer NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, name)
) WITH (fillfactor = 90);
CREATE INDEX file_unused ON ledger.file (tenant, created_at) WHERE uses = 0;

CREATE TABLE ledger.attachment (
    tenant    text NOT NULL,
    id        uuid NOT NULL,
    matter_id uuid NOT NULL,
    event_seq integer NOT NULL,
    file_name text NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('registration', 'before', 'after', 'material', 'document', 'import')),
    added_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id),
    FOREIGN KEY (tenant, file_name) REFERENCES ledger.file (tenant, name)
);
CREATE INDEX attachment_of_matter ON ledger.attachment (tenant, matter_id);
CREATE INDEX attachment_of_file ON ledger.attachment (tenant, file_name);

-- What triage suggested, why, and what the person chose: the county's own training set.
CREATE TABLE ledger.triage_note (
    tenant       text NOT NULL,
    matter_id    uuid NOT NULL,
    made_at      timestamptz NOT NULL,
    model        text NOT NULL,
    suggestions  jsonb NOT NULL,
    urgent_words text[] NOT NULL,
    chosen       text NOT NULL DEFAULT '',
    chosen_at    timestamptz,
    chosen_by    text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, matter_id),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
);
CREATE INDEX triage_note_chosen ON ledger.triage_note (tenant, chosen_at) WHERE chosen <> '';

-- Planned sweeps: for each grid of a campaign, none or found, and the matter that follows up.
CREATE TABLE ledger.sweep_result (
    tenant    text NOT NULL,
    id        uuid NOT NULL,
    campaign  bigint NOT NULL,
    grid      text NOT NULL,
    item      text NOT NULL,
    result    text NOT NULL CHECK (result IN ('none', 'found')),
    matter_id uuid,
    at        timestamptz NOT NULL,
    person    text NOT NULL,
    unit      text NOT NULL,
    PRIMARY KEY (tenant, id),
    CONSTRAINT sweep_once UNIQUE (tenant, campaign, grid, item),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id),
    CHECK (matter_id IS NULL OR result = 'found')
);

-- The words of a matter, as pairs of characters; every row also holds its county as a word. Read through
-- ledger.search_matters only: under a policy a text search cannot use its index.
CREATE TABLE ledger.matter_search (
    tenant    text NOT NULL,
    matter_id uuid NOT NULL,
    tokens    tsvector NOT NULL,
    PRIMARY KEY (tenant, matter_id),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
);
ALTER TABLE ledger.matter_search ALTER COLUMN tokens SET STORAGE MAIN;
CREATE INDEX matter_search_tokens ON ledger.matter_search USING gin (tokens);

SELECT ledger.guard('ledger.signal', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('ledger.alert', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('ledger.file', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ledger.guard('ledger.attachment', 'SELECT, INSERT, DELETE');
SELECT ledger.guard('ledger.triage_note', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('ledger.sweep_result', 'SELECT, INSERT');
SELECT ledger.guard('ledger.matter_search', 'SELECT, INSERT, UPDATE, DELETE');
-- The owner's functions below look through this second policy; they name the county themselves.
CREATE POLICY by_function ON ledger.matter_search FOR SELECT TO CURRENT_USER USING (true);
