-- The alerts that ended on a later day than they were raised. Statistics of a period ask for what was open at its beginning: with
-- those of this index, what is open still, and what was raised on that day, it is all of them.
CREATE INDEX alert_over_days ON alert (resolved_at, id) WHERE substr(resolved_at, 1, 10) <> substr(raised_at, 1, 10);
