-- The alerts that ended on a later day than they were raised. Statistics of a period ask for what was open at its beginning: with
-- those of this index, what is open still, and what was raised on that day, it is all of them.
CREATE INDEX alert_over_days ON alert (resolved_at, id) WHERE substr(resolved_at, 1, 10) <> substr(raised_at, 1, 10);

-- A kind and a severity, or a gateway and a severity, that are never together would else be sought along all alerts of one of them.
DROP INDEX alert_by_kind;
DROP INDEX alert_by_gateway_kind;
CREATE INDEX alert_by_kind ON alert (kind, severity, raised_at, id);
CREATE INDEX alert_by_gateway_kind ON alert (gateway, kind, severity, raised_at, id);

-- The trigrams that are in any alert, for texts of fewer letters.
CREATE VIRTUAL TABLE alert_text_term USING fts5vocab(alert_text, row);
