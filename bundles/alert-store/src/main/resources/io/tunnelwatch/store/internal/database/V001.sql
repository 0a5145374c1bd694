-- The tables are part of the contract: people query them. Times are UTC, always 30 characters, and sort as text.
CREATE TABLE alert (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  state TEXT NOT NULL,
  gateway TEXT,
  interface TEXT,
  peer_key TEXT,
  peer_name TEXT,
  summary TEXT NOT NULL,
  tags TEXT NOT NULL,
  occurrences INTEGER NOT NULL,
  raised_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  acknowledged_at TEXT,
  acknowledged_by TEXT,
  resolved_at TEXT,
  resolved_by TEXT,
  silenced_until TEXT,
  last_sequence INTEGER NOT NULL
);
CREATE INDEX alert_by_time ON alert (raised_at, id);
CREATE INDEX alert_by_peer_key ON alert (peer_key, raised_at, id);
CREATE INDEX alert_by_peer_name ON alert (peer_name, raised_at, id);
CREATE INDEX alert_by_gateway ON alert (gateway, raised_at, id);
CREATE INDEX alert_open ON alert (raised_at, id) WHERE state <> 'RESOLVED';
CREATE TABLE alert_event (
  id TEXT NOT NULL PRIMARY KEY,
  alert_id TEXT,
  type TEXT NOT NULL,
  at TEXT NOT NULL,
  epoch TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  json TEXT NOT NULL
);
CREATE INDEX alert_event_by_alert ON alert_event (alert_id, at, id);
CREATE TABLE delivery (
  event_id TEXT NOT NULL PRIMARY KEY,
  alert_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  notice TEXT NOT NULL,
  at TEXT NOT NULL,
  failure TEXT,
  permanent INTEGER NOT NULL
);
CREATE INDEX delivery_by_alert ON delivery (alert_id, at, event_id);
CREATE TABLE silence (
  id TEXT NOT NULL PRIMARY KEY,
  gateway TEXT,
  peer TEXT,
  kind TEXT,
  start_at TEXT NOT NULL,
  end_at TEXT NOT NULL,
  operator TEXT NOT NULL,
  note TEXT,
  ended_at TEXT
);
CREATE TABLE log_position (
  consumer TEXT NOT NULL PRIMARY KEY,
  epoch TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE TABLE rejected_event (
  position TEXT NOT NULL PRIMARY KEY,
  json TEXT NOT NULL,
  cause TEXT NOT NULL,
  rejected_at TEXT NOT NULL
);
CREATE TABLE history_gap (
  id TEXT NOT NULL PRIMARY KEY,
  reason TEXT NOT NULL,
  first_sequence INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL,
  resumes_epoch TEXT NOT NULL,
  resumes_after INTEGER NOT NULL,
  recorded_at TEXT NOT NULL
);
INSERT INTO log_position (consumer, epoch, sequence, updated_at) VALUES ('alert-store', '', 0, '1970-01-01T00:00:00.000000000Z');
