-- Booked sessions: when, where and with whom; nothing of what is said there. The events are the truth, these rows are
-- what calendars read and what keeps two of them from taking one room or one mediator at the same time.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE TABLE ledger.booking (
    tenant     text NOT NULL,
    matter_id  uuid NOT NULL,
    no         smallint NOT NULL CHECK (no > 0),
    starts     timestamptz NOT NULL,
    ends       timestamptz NOT NULL,
    purpose    text NOT NULL,
    mode       text NOT NULL,
    room       text NOT NULL,
    mediators  text[] NOT NULL,
    invited    smallint NOT NULL,
    unit       text NOT NULL,
    cancelled  boolean NOT NULL,
    PRIMARY KEY (tenant, matter_id, no),
    CONSTRAINT booking_span CHECK (ends > starts),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
);
CREATE INDEX booking_by_time ON ledger.booking (tenant, starts) WHERE NOT cancelled;

-- Whose time is taken: a room's, a person's. One constraint for all of them, so that nobody and nothing is in two
-- places at once, whoever asks at the same moment.
CREATE TABLE ledger.occupied (
    tenant    text NOT NULL,
    matter_id uuid NOT NULL,
    no        smallint NOT NULL,
    holder    text NOT NULL,
    during    tstzrange NOT NULL CHECK (NOT isempty(during)),
    PRIMARY KEY (tenant, matter_id, no, holder),
    FOREIGN KEY (tenant, matter_id, no) REFERENCES ledger.booking (tenant, matter_id, no),
    CONSTRAINT occupied_once EXCLUDE USING gist (tenant WITH =, holder WITH =, during WITH &&)
);

SELECT ledger.guard('ledger.booking', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('ledger.occupied', 'SELECT, INSERT, DELETE');
