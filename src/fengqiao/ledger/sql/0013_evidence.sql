-- Files that are brought as proof of a matter: whose they are, who brought them, and from when on the others see them.
-- What a file is called may name a person, so it stands encrypted; the bytes stand in the file gateway.
CREATE TABLE sealed.evidence (
    tenant     text NOT NULL,
    id         uuid NOT NULL,
    matter_id  uuid NOT NULL,
    party_id   text NOT NULL,
    file_name  text NOT NULL,
    pages      smallint NOT NULL,
    key_id     text NOT NULL,
    title      bytea NOT NULL,
    added_at   timestamptz NOT NULL,
    added_by   text NOT NULL,
    added_post text NOT NULL,
    shared_at  timestamptz,
    shared_by  text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, id),
    CONSTRAINT evidence_once UNIQUE (tenant, matter_id, party_id, file_name),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id),
    FOREIGN KEY (tenant, file_name) REFERENCES ledger.file (tenant, name),
    CHECK ((shared_at IS NULL) = (shared_by = ''))
);
CREATE INDEX evidence_of_file ON sealed.evidence (tenant, file_name);

-- What a machine read in such a file: a draft for a person, never a fact. One a file; asking again begins anew.
CREATE TABLE sealed.evidence_reading (
    tenant      text NOT NULL,
    evidence_id uuid NOT NULL,
    state       text NOT NULL CHECK (state IN ('asked', 'reading', 'read', 'blank', 'failed')),
    asked_at    timestamptz NOT NULL,
    asked_by    text NOT NULL,
    due_at      timestamptz,
    tries       smallint NOT NULL DEFAULT 0,
    ended_at    timestamptz,
    fault       text NOT NULL DEFAULT '',
    pages       smallint NOT NULL DEFAULT 0,
    key_id      text NOT NULL DEFAULT '',
    draft       bytea,
    PRIMARY KEY (tenant, evidence_id),
    FOREIGN KEY (tenant, evidence_id) REFERENCES sealed.evidence (tenant, id),
    CHECK ((draft IS NULL) = (state <> 'read')),
    CHECK ((due_at IS NULL) = (state NOT IN ('asked', 'reading')))
) WITH (fillfactor = 80);
CREATE INDEX evidence_reading_due ON sealed.evidence_reading (tenant, due_at) WHERE due_at IS NOT NULL;

SELECT ledger.guard('sealed.evidence', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('sealed.evidence_reading', 'SELECT, INSERT, UPDATE');
