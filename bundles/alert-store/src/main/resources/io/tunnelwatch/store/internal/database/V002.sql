-- What a damaged file took with it: a row of history_gap with the reason UNREADABLE for each such file.
ALTER TABLE history_gap ADD COLUMN file TEXT;
ALTER TABLE history_gap ADD COLUMN salvaged_alerts INTEGER;
ALTER TABLE history_gap ADD COLUMN lost_alerts INTEGER;
ALTER TABLE history_gap ADD COLUMN lost_events INTEGER;
ALTER TABLE history_gap ADD COLUMN lost_from TEXT;
ALTER TABLE history_gap ADD COLUMN lost_to TEXT;
