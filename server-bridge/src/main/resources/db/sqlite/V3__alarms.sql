-- Alarms live: open until a person has seen them, closed by a person or when their cause ends. "subject" is what an alarm is about;
-- the same kind, branch and subject again is the same alarm. "branch" is empty where nobody can say which hall it was.

ALTER TABLE alarm RENAME TO alarm_before;

CREATE TABLE alarm (
    id           INTEGER PRIMARY KEY,
    kind         TEXT    NOT NULL,
    branch       TEXT    NOT NULL,
    subject      TEXT    NOT NULL,
    node         TEXT    NOT NULL,
    installation TEXT    NOT NULL,
    seq          INTEGER NOT NULL,
    detail       TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('open', 'seen', 'closed')),
    first_at     INTEGER NOT NULL,
    last_at      INTEGER NOT NULL,
    times        INTEGER NOT NULL,
    seen_by      TEXT,
    closed_by    TEXT,
    UNIQUE (kind, branch, subject)
);
CREATE INDEX alarm_by_time ON alarm (last_at);
CREATE INDEX alarm_by_installation ON alarm (installation) WHERE state <> 'closed';

-- The latest fifty of each kind and hall, as many as are kept from now on.
INSERT INTO alarm (id, kind, branch, subject, node, installation, seq, detail, state, first_at, last_at, times)
SELECT id, kind, branch, installation || '/' || seq, node, installation, seq, substr(detail, 1, 500), 'open', first_at, last_at, times
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY kind, branch ORDER BY last_at DESC, id DESC) AS place FROM alarm_before)
WHERE place <= 50;

DROP TABLE alarm_before;

-- Halls whose alarms and evidence have a place of their own; their number is bounded, all others share the place of the empty name.
CREATE TABLE hall_place (
    branch TEXT PRIMARY KEY
) WITHOUT ROWID;
INSERT INTO hall_place SELECT DISTINCT branch FROM installation ORDER BY id LIMIT 1000;
