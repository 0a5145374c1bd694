-- What lists of alerts are asked for: each filter walks an index of its own in the order of the list.
CREATE INDEX alert_by_kind ON alert (kind, raised_at, id);
CREATE INDEX alert_by_severity ON alert (severity, raised_at, id);
CREATE INDEX alert_by_gateway_kind ON alert (gateway, kind, raised_at, id);

-- The number under which the full-text table knows an alert; none until the store has taken it in, which it does at the
-- end of each transaction, all new alerts at once: in a trigger it would cost more than the alert. Whoever writes rows
-- leaves it out. It is not the rowid, because VACUUM gives rows another rowid; and
-- counted up, because a full-text table with holes between its numbers is four times as large and ten times as slow.
ALTER TABLE alert ADD COLUMN text_id INTEGER;
UPDATE alert SET text_id = numbered.text_id
  FROM (SELECT rowid AS alert_row, ROW_NUMBER() OVER (ORDER BY raised_at, id) AS text_id FROM alert) AS numbered
  WHERE alert.rowid = numbered.alert_row;
CREATE INDEX alert_by_text_id ON alert (text_id);
CREATE INDEX alert_without_text_id ON alert (raised_at, id) WHERE text_id IS NULL;

-- What the text of a filter is looked for in. Behind it stand the kind and the severity, each as three letters of its
-- own that nobody types (its length, first and last letter, moved to U+E000), so that one question asks for all.
CREATE VIEW alert_searched (id, text_id, text) AS
  SELECT id, text_id, concat_ws(char(10), summary, peer_name, gateway, interface,
    char(57344 + length(kind), 57344 + unicode(kind), 57344 + unicode(substr(kind, -1))),
    char(57344 + length(severity), 57344 + unicode(severity), 57344 + unicode(substr(severity, -1))))
  FROM alert;

-- Which trigrams are in which alert; only that: neither the text nor the places in it.
CREATE VIRTUAL TABLE alert_text USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='trigram');
INSERT INTO alert_text (rowid, text) SELECT text_id, text FROM alert_searched WHERE text_id >= 0 ORDER BY text_id;

-- Within which time the alerts of 512 numbers were raised: the numbers do not sort as time does.
CREATE TABLE alert_text_block (
  block INTEGER NOT NULL PRIMARY KEY,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL
);
CREATE INDEX alert_text_block_by_time ON alert_text_block (last_at, first_at);
INSERT INTO alert_text_block (block, first_at, last_at)
  SELECT text_id / 512, MIN(raised_at), MAX(raised_at) FROM alert GROUP BY text_id / 512;

-- The numbers of alerts that changed or went since they were taken in. Until they are again, a search looks at their rows.
CREATE TABLE alert_text_changed (text_id INTEGER NOT NULL PRIMARY KEY);
CREATE TRIGGER alert_text_update AFTER UPDATE OF summary, peer_name, gateway, interface, kind, severity ON alert
WHEN NEW.text_id IS NOT NULL AND (NEW.summary IS NOT OLD.summary OR NEW.peer_name IS NOT OLD.peer_name
  OR NEW.gateway IS NOT OLD.gateway OR NEW.interface IS NOT OLD.interface
  OR NEW.kind IS NOT OLD.kind OR NEW.severity IS NOT OLD.severity)
BEGIN
  INSERT INTO alert_text_changed (text_id) VALUES (NEW.text_id) ON CONFLICT (text_id) DO NOTHING;
END;
-- To old copies of SQLite, which know no contentless_delete, the full-text table is closed: they can delete alerts too.
CREATE TRIGGER alert_text_delete AFTER DELETE ON alert
WHEN OLD.text_id IS NOT NULL
BEGIN
  INSERT INTO alert_text_changed (text_id) VALUES (OLD.text_id) ON CONFLICT (text_id) DO NOTHING;
END;
