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

-- Retries of many deliveries as one job.
CREATE TABLE bulk_retry (
  id              uuid PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES organization ON DELETE CASCADE,
  webhook_id      uuid        NOT NULL REFERENCES webhook ON DELETE CASCADE,
  deliveries      integer     NOT NULL,
  begun           integer     NOT NULL DEFAULT 0,
  skipped         integer     NOT NULL DEFAULT 0,
  under_way       uuid[]      NOT NULL DEFAULT '{}',
  created_at      timestamptz NOT NULL,
  ended_at        timestamptz,
  cancelled       boolean     NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX bulk_retry_open ON bulk_retry (webhook_id) WHERE ended_at IS NULL;
CREATE INDEX bulk_retry_webhook ON bulk_retry (webhook_id);
COMMENT ON COLUMN bulk_retry.skipped IS 'Under way already when their turn came, or no longer kept';
COMMENT ON COLUMN bulk_retry.under_way IS 'Made due, and not ended when last looked at';

-- No foreign key: a million rows would each look theirs up. What a deleted webhook leaves is swept.
CREATE TABLE bulk_retry_delivery (
  retry_id    uuid NOT NULL,
  delivery_id uuid NOT NULL,
  PRIMARY KEY (retry_id, delivery_id)
);
COMMENT ON TABLE bulk_retry_delivery IS 'The deliveries whose turn has not come yet';
