-- When a silence repeats: 'Mon-Fri' or 'daily', '22:00', 'Europe/Berlin', and from when on no window begins any more. All
-- empty for one that does not. start_at and end_at are those of the first window.
ALTER TABLE silence ADD COLUMN days TEXT;
ALTER TABLE silence ADD COLUMN local_time TEXT;
ALTER TABLE silence ADD COLUMN zone TEXT;
ALTER TABLE silence ADD COLUMN until_at TEXT;

-- The number of the event that the row stands after, as alerts have it.
ALTER TABLE silence ADD COLUMN last_sequence INTEGER NOT NULL DEFAULT 0;
