-- What the close of a day clears is kept aside until the next day opens, because a day that was closed by mistake goes on.

ALTER TABLE disruption ADD COLUMN in_force INTEGER NOT NULL DEFAULT 1;

ALTER TABLE counter ADD COLUMN was_state TEXT;
ALTER TABLE counter ADD COLUMN was_reason TEXT;
ALTER TABLE counter ADD COLUMN was_since INTEGER;
