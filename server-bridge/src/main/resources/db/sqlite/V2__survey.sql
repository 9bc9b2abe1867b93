-- What visitors said of their visits, made of events like the legs. Anonymous: no ticket, no token, no counter, no time of day.
-- "elements" holds the nine answers U1 to U9 as digits, such as 434434443; NULL where only the one tap was given.

CREATE TABLE survey (
    branch       TEXT    NOT NULL,
    day          TEXT    NOT NULL,
    installation TEXT    NOT NULL,
    ordinal      INTEGER NOT NULL,
    service      TEXT    NOT NULL,
    agency       TEXT    NOT NULL,
    rating       INTEGER NOT NULL,
    elements     TEXT
);
CREATE INDEX survey_by_day ON survey (branch, day);
CREATE INDEX survey_by_ordinal ON survey (installation, ordinal);

-- How many finished tickets were invited to the nine elements.
CREATE TABLE survey_invitation (
    installation TEXT    NOT NULL,
    ordinal      INTEGER NOT NULL,
    branch       TEXT    NOT NULL,
    day          TEXT    NOT NULL,
    invited      INTEGER NOT NULL,
    PRIMARY KEY (installation, ordinal)
);
CREATE INDEX survey_invitation_by_day ON survey_invitation (branch, day);
