-- What is said at a mediation table and must not leave its side, and how a party comes to its own page.

-- Notes of private talks, encrypted like persons. They are in no table of texts, so nothing that reads texts reads them.
CREATE TABLE sealed.mediation_note (
    tenant     text NOT NULL,
    id         uuid NOT NULL,
    matter_id  uuid NOT NULL,
    key_id     text NOT NULL,
    ciphertext bytea NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
);
CREATE INDEX mediation_note_of_matter ON sealed.mediation_note (tenant, matter_id);

-- The record that somebody is writing while people talk: each writer's own, until it is fixed as the record.
CREATE TABLE sealed.mediation_draft (
    tenant     text NOT NULL,
    matter_id  uuid NOT NULL,
    person     text NOT NULL,
    session    smallint NOT NULL,
    saved_at   timestamptz NOT NULL,
    key_id     text NOT NULL,
    ciphertext bytea NOT NULL,
    PRIMARY KEY (tenant, matter_id, person),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
) WITH (fillfactor = 70);

-- A party's own way in: the hash of its secret, and of its last four digits or PIN. One a party; a new one replaces it.
CREATE TABLE sealed.party_link (
    tenant       text NOT NULL,
    matter_id    uuid NOT NULL,
    party_id     uuid NOT NULL,
    secret_hash  bytea NOT NULL,
    pin_hash     bytea,
    issued_at    timestamptz NOT NULL,
    wrong_tries  smallint NOT NULL DEFAULT 0,
    locked_until timestamptz,
    PRIMARY KEY (tenant, matter_id, party_id),
    CONSTRAINT party_link_secret UNIQUE (tenant, secret_hash),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id)
) WITH (fillfactor = 80);

-- Pictures of signatures: uses of files that are shown at the table only, and no attachments that everybody sees.
CREATE TABLE sealed.signature (
    tenant    text NOT NULL,
    id        uuid NOT NULL,
    matter_id uuid NOT NULL,
    file_name text NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id),
    FOREIGN KEY (tenant, file_name) REFERENCES ledger.file (tenant, name)
);
CREATE INDEX signature_of_matter ON sealed.signature (tenant, matter_id);
CREATE INDEX signature_of_file ON sealed.signature (tenant, file_name);

SELECT ledger.guard('sealed.mediation_note', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ledger.guard('sealed.mediation_draft', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ledger.guard('sealed.party_link', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ledger.guard('sealed.signature', 'SELECT, INSERT, DELETE');
