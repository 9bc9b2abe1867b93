-- When each kiosk was last truly heard, by this server's clock: a state that the broker kept is no sign of life.

CREATE TABLE node_heard (
    branch   TEXT    NOT NULL,
    node     TEXT    NOT NULL,
    heard_at INTEGER NOT NULL,
    UNIQUE (branch, node)
);
