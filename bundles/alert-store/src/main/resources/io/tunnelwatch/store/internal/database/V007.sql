-- The trigrams that are in any alert, once more: as a list of alerts by trigram, in which SQLite finds the next trigram without
-- going along all alerts of the one before, as the list of trigrams does to count them.
DROP TABLE alert_text_term;
CREATE VIRTUAL TABLE alert_text_term USING fts5vocab(alert_text, instance);
