-- What could not be understood is kept as evidence, in a place for each hall with a limit in bytes: beyond it the oldest of the same
-- place keeps hash, size and count alone, and in the end goes. "payload" is NULL where the bytes are gone.

ALTER TABLE dead_letter RENAME TO dead_letter_before;

CREATE TABLE dead_letter (
    id       INTEGER PRIMARY KEY,
    place    TEXT    NOT NULL,
    topic    TEXT    NOT NULL,
    sha256   BLOB    NOT NULL,
    reason   TEXT    NOT NULL,
    bytes    INTEGER NOT NULL,
    payload  BLOB,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    times    INTEGER NOT NULL,
    UNIQUE (place, sha256, topic)
);
CREATE INDEX dead_letter_by_place ON dead_letter (place, id);
CREATE INDEX dead_letter_kept ON dead_letter (place, id) WHERE payload IS NOT NULL;
CREATE INDEX dead_letter_by_time ON dead_letter (last_at);

INSERT INTO dead_letter (id, place, topic, sha256, reason, bytes, payload, first_at, last_at, times)
SELECT id, place, substr(topic, 1, 200), sha256, substr(reason, 1, 500), length(payload),
       CASE WHEN size <= 4194304 THEN payload END, first_at, last_at, times
FROM (
    SELECT *,
           SUM(length(payload)) OVER (PARTITION BY place ORDER BY id DESC) AS size,
           ROW_NUMBER() OVER (PARTITION BY place ORDER BY id DESC) AS number
    FROM (
        SELECT d.*, COALESCE((SELECT branch FROM hall_place h WHERE d.topic LIKE 'mpp/v1/' || h.branch || '/%'), '') AS place
        FROM dead_letter_before d
    )
)
WHERE number <= 2000
ON CONFLICT DO NOTHING;

DROP TABLE dead_letter_before;

-- Kept counters, so that nothing is counted anew for each message. "gone" counts messages whose row had to make room.
CREATE TABLE evidence (
    place TEXT    PRIMARY KEY,
    rows  INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    gone  INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO evidence
SELECT place, COUNT(*), COALESCE(SUM(length(payload)), 0), 0 FROM dead_letter GROUP BY place;

-- Events that are stored, and of which no figure could be made by that version of the projection. A rebuild leaves them out again;
-- a newer version tries them anew.
CREATE TABLE skipped_event (
    installation INTEGER NOT NULL REFERENCES installation (id),
    seq          INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (installation, seq)
) WITHOUT ROWID;

-- Bytes of events that wait above a gap, and events whose data cannot be read.
ALTER TABLE installation ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE installation ADD COLUMN unreadable INTEGER NOT NULL DEFAULT 0;
UPDATE installation SET
    held = (SELECT COALESCE(SUM(length(stored)), 0) FROM event e WHERE e.installation = installation.id AND e.seq > through),
    unreadable = (SELECT COUNT(*) FROM event e WHERE e.installation = installation.id AND e.problem IS NOT NULL);
