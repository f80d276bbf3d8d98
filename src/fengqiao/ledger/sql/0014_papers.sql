-- Papers on paper: the series that a number counts in, each printing of a paper, what was handed over, what is void.

ALTER TABLE ledger.document ADD COLUMN unit text NOT NULL DEFAULT '';
ALTER TABLE ledger.document ADD COLUMN series text NOT NULL DEFAULT '';
ALTER TABLE ledger.document ADD COLUMN n integer NOT NULL DEFAULT 0;
-- Papers of before have no series, so nothing stands in the index yet.
CREATE UNIQUE INDEX document_number ON ledger.document (tenant, series, n) WHERE n > 0;

-- One issue of a paper: asked for, printed once, and never changed after that. A claim moves next_at past the lease.
-- `file_name` is its file (PDF, and its words in the small form); it goes when what it says is erased, the hash stays.
CREATE TABLE ledger.printing (
    tenant      text NOT NULL,
    document_id uuid NOT NULL,
    issue       smallint NOT NULL CHECK (issue > 0),
    attempts    smallint NOT NULL DEFAULT 0,
    size        integer,
    pages       smallint,
    asked_at    timestamptz NOT NULL,
    next_at     timestamptz NOT NULL,
    printed_at  timestamptz,
    dead_at     timestamptz,
    erased_at   timestamptz,
    asked_by    text NOT NULL DEFAULT '',
    reason      text NOT NULL DEFAULT '',
    last_error  text NOT NULL DEFAULT '',
    file_name   text,
    sha256      bytea CHECK (length(sha256) = 32),
    PRIMARY KEY (tenant, document_id, issue),
    FOREIGN KEY (tenant, document_id) REFERENCES ledger.document (tenant, id),
    FOREIGN KEY (tenant, file_name) REFERENCES ledger.file (tenant, name),
    CHECK ((printed_at IS NULL) = (sha256 IS NULL)),
    CHECK (printed_at IS NULL OR (file_name IS NULL) = (erased_at IS NOT NULL))
) WITH (fillfactor = 80);
CREATE INDEX printing_due ON ledger.printing (tenant, next_at) WHERE printed_at IS NULL AND dead_at IS NULL;
CREATE INDEX printing_dead ON ledger.printing (tenant, dead_at) WHERE dead_at IS NOT NULL;
CREATE INDEX printing_of_file ON ledger.printing (tenant, file_name) WHERE file_name IS NOT NULL;

CREATE FUNCTION ledger.keep_printed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.printed_at IS NOT NULL AND (
        ROW(NEW.printed_at, NEW.sha256, NEW.size, NEW.pages, NEW.issue, NEW.document_id)
        IS DISTINCT FROM ROW(OLD.printed_at, OLD.sha256, OLD.size, OLD.pages, OLD.issue, OLD.document_id)
        OR (NEW.file_name IS DISTINCT FROM OLD.file_name AND NEW.file_name IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'a printed paper is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION ledger.keep_printed() FROM PUBLIC;
CREATE TRIGGER keep_printed BEFORE UPDATE ON ledger.printing FOR EACH ROW EXECUTE FUNCTION ledger.keep_printed();

-- Who got a paper and how. `recipient` is a unit, a post, or requester and parties as the paper names them.
CREATE TABLE ledger.receipt (
    tenant      text NOT NULL,
    document_id uuid NOT NULL,
    issue       smallint NOT NULL,
    recipient   text NOT NULL,
    way         text NOT NULL CHECK (way IN ('by_hand', 'post', 'fetched', 'online')),
    at          timestamptz NOT NULL,
    person      text NOT NULL,
    unit        text NOT NULL,
    PRIMARY KEY (tenant, document_id, issue, recipient),
    FOREIGN KEY (tenant, document_id, issue) REFERENCES ledger.printing (tenant, document_id, issue)
);

-- A paper that does not count. Its number is used up: the next paper takes the next one.
CREATE TABLE ledger.void (
    tenant      text NOT NULL,
    document_id uuid NOT NULL,
    at          timestamptz NOT NULL,
    person      text NOT NULL,
    unit        text NOT NULL,
    reason      text NOT NULL CHECK (reason IN ('wrong_content', 'made_twice', 'not_needed')),
    PRIMARY KEY (tenant, document_id),
    FOREIGN KEY (tenant, document_id) REFERENCES ledger.document (tenant, id)
);

SELECT ledger.guard('ledger.printing', 'SELECT, INSERT, UPDATE');
SELECT ledger.guard('ledger.receipt', 'SELECT, INSERT');
SELECT ledger.guard('ledger.void', 'SELECT, INSERT');
