-- Tickets of a hall (取号、叫号). A ticket is a letter and a number of a day: no name, no phone number, nobody who called it.
-- counts_from orders the queue: priority tickets count as taken some minutes earlier.
CREATE TABLE ledger.ticket (
    tenant      text NOT NULL,
    hall        text NOT NULL,
    day         date NOT NULL,
    service     text NOT NULL CHECK (service ~ '^[A-Z]$'),
    number      integer NOT NULL CHECK (number > 0),
    id          uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('ordinary', 'elderly', 'disabled', 'with_child')),
    state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'called', 'passed', 'finished')),
    taken_at    timestamptz NOT NULL,
    counts_from timestamptz NOT NULL,
    desk        smallint CHECK (desk BETWEEN 1 AND 99),
    called_at   timestamptz,
    calls       smallint NOT NULL DEFAULT 0,
    matter_id   uuid,
    PRIMARY KEY (tenant, hall, day, service, number),
    CONSTRAINT ticket_id UNIQUE (tenant, id),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id),
    CHECK ((state = 'waiting') = (called_at IS NULL)),
    CHECK ((desk IS NULL) = (called_at IS NULL))
);
CREATE INDEX ticket_waiting ON ledger.ticket (tenant, hall, day, counts_from, service, number) WHERE state = 'waiting';
CREATE INDEX ticket_of_matter ON ledger.ticket (tenant, matter_id) WHERE matter_id IS NOT NULL;
SELECT ledger.guard('ledger.ticket', 'SELECT, INSERT, UPDATE, DELETE');

-- The last number that was given out, so that two kiosks never give the same.
CREATE TABLE ledger.ticket_count (
    tenant  text NOT NULL,
    hall    text NOT NULL,
    day     date NOT NULL,
    service text NOT NULL,
    last    integer NOT NULL,
    PRIMARY KEY (tenant, hall, day, service)
);
SELECT ledger.guard('ledger.ticket_count', 'SELECT, INSERT, UPDATE, DELETE');
