-- What somebody wants to be told of and when, and which notices are read. The notices stand in ledger.delivery.
CREATE TABLE ledger.bell_choice (
    tenant      text NOT NULL,
    person      text NOT NULL,
    silent      text[] NOT NULL DEFAULT '{}',
    quiet_since time,
    quiet_until time,
    digest_at   time,
    read_until  timestamptz,
    PRIMARY KEY (tenant, person)
);
SELECT ledger.guard('ledger.bell_choice', 'SELECT, INSERT, UPDATE, DELETE');
CREATE TABLE ledger.bell_read (
    tenant      text NOT NULL,
    person      text NOT NULL,
    delivery_id uuid NOT NULL,
    PRIMARY KEY (tenant, person, delivery_id),
    FOREIGN KEY (tenant, delivery_id) REFERENCES ledger.delivery (tenant, id) ON DELETE CASCADE
);
CREATE INDEX bell_read_delivery ON ledger.bell_read (tenant, delivery_id);
SELECT ledger.guard('ledger.bell_read', 'SELECT, INSERT, UPDATE, DELETE');
