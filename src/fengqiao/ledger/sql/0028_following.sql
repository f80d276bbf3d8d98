-- What a citizen said before a report was sent: that somebody else has reported the same. It is a hint for whoever merges,
-- never a merge: that is a person's act.
CREATE TABLE ledger.following (
    tenant    text NOT NULL,
    matter_id uuid NOT NULL,
    main_id   uuid NOT NULL,
    said_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant, matter_id),
    FOREIGN KEY (tenant, matter_id) REFERENCES ledger.matter (tenant, id),
    FOREIGN KEY (tenant, main_id) REFERENCES ledger.matter (tenant, id),
    CHECK (matter_id <> main_id)
);
CREATE INDEX following_of_main ON ledger.following (tenant, main_id);

SELECT ledger.guard('ledger.following', 'SELECT, INSERT');
