-- Persons, sealed: encrypted by the application, found only by a keyed hash, opened only with a trace.

CREATE TABLE sealed.person (
    tenant     text NOT NULL,
    id         uuid NOT NULL,
    matter_id  uuid NOT NULL,
    role       text NOT NULL,
    key_id     text NOT NULL,
    ciphertext bytea NOT NULL,
    phone_key  bytea,
    fields     text[] NOT NULL,
    purge_on   date,
    erased_at  timestamptz,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
);
CREATE INDEX person_of_matter ON sealed.person (tenant, matter_id);
CREATE INDEX person_by_phone ON sealed.person (tenant, phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX person_to_purge ON sealed.person (tenant, purge_on) WHERE purge_on IS NOT NULL AND erased_at IS NULL;

-- How a citizen comes back to the own matter: by the secret in the QR code, or by code and last digits or PIN.
CREATE TABLE sealed.tracking (
    tenant       text NOT NULL,
    matter_id    uuid NOT NULL,
    secret_hash  bytea NOT NULL,
    pin_hash     bytea,
    wrong_tries  smallint NOT NULL DEFAULT 0,
    locked_until timestamptz,
    PRIMARY KEY (tenant, matter_id),
    CONSTRAINT tracking_secret UNIQUE (tenant, secret_hash),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
) WITH (fillfactor = 90);

-- What a source sent, encrypted, for 30 days (DOMAIN 5.1).
CREATE TABLE sealed.inbound_raw (
    tenant        text NOT NULL,
    id            uuid NOT NULL,
    source_system text NOT NULL,
    external_id   text NOT NULL,
    received_at   timestamptz NOT NULL,
    key_id        text NOT NULL,
    ciphertext    bytea NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX inbound_raw_by_day ON sealed.inbound_raw (tenant, received_at);

-- Requests under PIPL articles 44 to 48.
CREATE TABLE ledger.rights_request (
    tenant         text NOT NULL,
    id             uuid NOT NULL,
    matter_id      uuid NOT NULL,
    person_id      uuid NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('access', 'copy', 'correction', 'erasure', 'explanation')),
    state          text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'partly_refused', 'refused')),
    identity_check text NOT NULL,
    asked_at       timestamptz NOT NULL,
    answer_by      timestamptz NOT NULL,
    answered_at    timestamptz,
    answered_by    text NOT NULL DEFAULT '',
    refused        text[] NOT NULL DEFAULT '{}',
    erased         text[] NOT NULL DEFAULT '{}',
    reason         text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
);
CREATE INDEX rights_request_open ON ledger.rights_request (tenant, answer_by) WHERE state = 'open';
CREATE INDEX rights_request_of_matter ON ledger.rights_request (tenant, matter_id);

SELECT ledger.guard('sealed.person', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('sealed.tracking', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('sealed.inbound_raw', 'SELECT, INSERT, DELETE');
SELECT ledger.guard('ledger.rights_request', 'SELECT, INSERT, UPDATE');
