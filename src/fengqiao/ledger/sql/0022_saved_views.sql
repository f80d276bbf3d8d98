-- Lists that somebody keeps for the own work: a name and its filters, by person and post. Nobody else reads them.
-- The places are counted, so that nobody keeps more than twenty, however many windows are open.
CREATE TABLE ledger.saved_view (
    tenant    text NOT NULL,
    person    text NOT NULL,
    post      text NOT NULL,
    place     smallint NOT NULL CHECK (place BETWEEN 1 AND 20),
    id        uuid NOT NULL,
    name      text NOT NULL CHECK (name <> ''),
    filters   jsonb NOT NULL,
    PRIMARY KEY (tenant, person, post, place),
    CONSTRAINT saved_view_named_once UNIQUE (tenant, person, post, name)
);
SELECT ledger.guard('ledger.saved_view', 'SELECT, INSERT, UPDATE, DELETE');
