-- Journals that go on with another one. These rows are written when the child's events are taken, because they hold what was here then;
-- figures that are made again are made by them and leave them as they are.

-- "known": events of the parent up to this one have made figures. "carried": the child's event that ends what it takes over, 0 before it.
CREATE TABLE lineage (
    child   TEXT    PRIMARY KEY,
    parent  TEXT    NOT NULL,
    known   INTEGER NOT NULL,
    carried INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX lineage_by_parent ON lineage (parent);

-- Journals of which no figures are made beyond "through", because another one goes on.
CREATE TABLE ended_journal (
    installation TEXT    PRIMARY KEY,
    branch       TEXT    NOT NULL,
    node         TEXT    NOT NULL,
    through      INTEGER NOT NULL
) WITHOUT ROWID;

-- Events that a child has copied and that were not here: where the parent sends them after all, they are no news.
CREATE TABLE copied_event (
    parent TEXT    NOT NULL,
    seq    INTEGER NOT NULL,
    chain  BLOB    NOT NULL,
    PRIMARY KEY (parent, seq, chain)
) WITHOUT ROWID;
