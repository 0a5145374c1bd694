-- Alerts that an older application had: from which file, which row of it, and when. NULL in all others. They are in no log,
-- so who deletes or rebuilds must be able to tell them.
ALTER TABLE alert ADD COLUMN imported_from TEXT;
ALTER TABLE alert ADD COLUMN imported_row INTEGER;
ALTER TABLE alert ADD COLUMN imported_at TEXT;
CREATE INDEX alert_imported ON alert (imported_at, id) WHERE imported_at IS NOT NULL;
