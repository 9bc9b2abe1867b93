-- Journals of which the server heard nothing, and journals that go on with one that was gone on with already.

-- "term": of the journal that goes on, 0 where it was taken down before this column was. "inferred": a journal that the server had not seen
-- when one of those after it named it.
ALTER TABLE lineage ADD COLUMN term INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lineage ADD COLUMN inferred INTEGER NOT NULL DEFAULT 0;

-- The journal whose copy made the figures of the event; empty where none did, or where it was taken down before this column was.
ALTER TABLE copied_event ADD COLUMN child TEXT NOT NULL DEFAULT '';

-- Journals that began too late: another one was in force. No figures are made of them while that one, "rival", speaks on.
CREATE TABLE late_journal (
    installation  TEXT    PRIMARY KEY,
    rival         TEXT    NOT NULL,
    rival_through INTEGER NOT NULL
) WITHOUT ROWID;
