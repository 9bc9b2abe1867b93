-- Events are kept byte for byte; everything from "leg" on is made of them and can be thrown away and made again.
-- Times are milliseconds since 1970 (UTC), durations whole seconds.

CREATE TABLE store (
    one                INTEGER PRIMARY KEY CHECK (one = 1),
    epoch              TEXT    NOT NULL,
    created_at         INTEGER NOT NULL,
    projection_version INTEGER NOT NULL
);

CREATE TABLE installation (
    id           INTEGER PRIMARY KEY,
    installation TEXT    NOT NULL UNIQUE,
    branch       TEXT    NOT NULL,
    node         TEXT    NOT NULL,
    through      INTEGER NOT NULL,
    highest      INTEGER NOT NULL,
    head         BLOB    NOT NULL,
    received_at  INTEGER NOT NULL
);

CREATE TABLE event (
    installation INTEGER NOT NULL REFERENCES installation (id),
    seq          INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    problem      TEXT,
    chain        BLOB    NOT NULL,
    stored       BLOB    NOT NULL,
    PRIMARY KEY (installation, seq)
);
CREATE INDEX event_problem ON event (installation) WHERE problem IS NOT NULL;

CREATE TABLE dead_letter (
    id         INTEGER PRIMARY KEY,
    topic      TEXT    NOT NULL,
    sha256     BLOB    NOT NULL,
    reason     TEXT    NOT NULL,
    payload    BLOB    NOT NULL,
    first_at   INTEGER NOT NULL,
    last_at    INTEGER NOT NULL,
    times      INTEGER NOT NULL,
    UNIQUE (topic, sha256)
);

CREATE TABLE alarm (
    id           INTEGER PRIMARY KEY,
    kind         TEXT    NOT NULL,
    branch       TEXT    NOT NULL,
    node         TEXT    NOT NULL,
    installation TEXT    NOT NULL,
    seq          INTEGER NOT NULL,
    detail       TEXT    NOT NULL,
    first_at     INTEGER NOT NULL,
    last_at      INTEGER NOT NULL,
    times        INTEGER NOT NULL,
    UNIQUE (kind, installation, seq)
);

CREATE TABLE leg (
    ticket          TEXT    NOT NULL,
    leg             INTEGER NOT NULL,
    branch          TEXT    NOT NULL,
    day             TEXT    NOT NULL,
    installation    TEXT    NOT NULL,
    ordinal         INTEGER NOT NULL,
    number          TEXT    NOT NULL,
    service         TEXT    NOT NULL,
    agency          TEXT    NOT NULL,
    zone            TEXT    NOT NULL,
    counter         TEXT,
    state           TEXT    NOT NULL,
    priority        INTEGER NOT NULL,
    issued_at       INTEGER NOT NULL,
    arrived_at      INTEGER NOT NULL,
    called_at       INTEGER,
    started_at      INTEGER,
    ended_at        INTEGER,
    wait_seconds    INTEGER,
    service_seconds INTEGER,
    body            TEXT    NOT NULL,
    PRIMARY KEY (ticket, leg)
);
CREATE INDEX leg_by_day ON leg (branch, day, issued_at, ticket, leg);
CREATE INDEX leg_by_ordinal ON leg (installation, ordinal);

CREATE TABLE counter (
    branch  TEXT    NOT NULL,
    counter TEXT    NOT NULL,
    agency  TEXT    NOT NULL,
    zone    TEXT    NOT NULL,
    state   TEXT    NOT NULL,
    reason  TEXT,
    since   INTEGER NOT NULL,
    PRIMARY KEY (branch, counter)
);

CREATE TABLE business_day (
    installation TEXT    NOT NULL,
    ordinal      INTEGER NOT NULL,
    branch       TEXT    NOT NULL,
    day          TEXT    NOT NULL,
    opened_at    INTEGER NOT NULL,
    closed_at    INTEGER,
    simulated    INTEGER NOT NULL,
    PRIMARY KEY (installation, ordinal)
);
CREATE INDEX business_day_by_branch ON business_day (branch, day);

CREATE TABLE disruption (
    branch   TEXT    NOT NULL,
    agency   TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    since    INTEGER NOT NULL,
    PRIMARY KEY (branch, agency)
);
