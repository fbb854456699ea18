-- A million deliveries of one webhook, listed and counted by index alone.

-- What lists filter by, in the row itself: no join, however long the backlog.
ALTER TABLE delivery
  ADD COLUMN event_type  text,
  ADD COLUMN status_code smallint;
COMMENT ON COLUMN delivery.event_type IS 'The event''s type; null where it is to be read from the event';
COMMENT ON COLUMN delivery.status_code IS 'Of the last attempt';

UPDATE delivery d
SET status_code = (SELECT a.status_code FROM attempt a
                   WHERE a.delivery_id = d.id ORDER BY a.number DESC LIMIT 1)
WHERE d.attempts > 0;

CREATE INDEX delivery_list ON delivery (webhook_id, id DESC);

-- Until now each retry by hand left a further final attempt behind.
UPDATE attempt a
SET final = false
WHERE a.final
  AND (EXISTS (SELECT 1 FROM attempt later
               WHERE later.delivery_id = a.delivery_id AND later.number > a.number)
       OR EXISTS (SELECT 1 FROM delivery d WHERE d.id = a.delivery_id));
COMMENT ON COLUMN attempt.final IS
  'Whether it tells how its delivery ended: true of one attempt of each finished delivery, and of none of an unfinished one';

-- Each holds all that its filter needs in the list's order, and lets PostgreSQL count without the rows.
DROP INDEX attempt_final;
CREATE INDEX attempt_by_outcome ON attempt (webhook_id, succeeded, delivery_id DESC) WHERE final;
CREATE INDEX attempt_by_type ON attempt (webhook_id, succeeded, event_type, delivery_id DESC) WHERE final;
CREATE INDEX attempt_by_code ON attempt (webhook_id, succeeded, status_code, delivery_id DESC) WHERE final;
CREATE INDEX attempt_by_event ON attempt (webhook_id, event_id) WHERE final;

CREATE INDEX webhook_minute_age ON webhook_minute (minute);

-- Whoever publishes holds an organization's lock shared, whoever erases the organization alone.
CREATE FUNCTION organization_lock(id uuid) RETURNS bigint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT hashtextextended('organization ' || id, 0) $$;
