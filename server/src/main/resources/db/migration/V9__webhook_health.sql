-- What the hub tells of a webhook that fails, and what a disabled one has missed.

ALTER TABLE webhook_health
  ADD COLUMN last_failed_at   timestamptz,
  ADD COLUMN noticed_since    timestamptz,
  ADD COLUMN failure_notice   smallint NOT NULL DEFAULT 0 CHECK (failure_notice IN (0, 50, 90)),
  ADD COLUMN last_disabled_at timestamptz;
CREATE INDEX webhook_health_noticed ON webhook_health (webhook_id) WHERE noticed_since IS NOT NULL;
COMMENT ON COLUMN webhook_health.failing_since IS
  'The first failure after the last success: with it begins a streak, which it identifies';
COMMENT ON COLUMN webhook_health.last_failed_at IS 'When the last attempt that failed began';
COMMENT ON COLUMN webhook_health.noticed_since IS 'The failing_since of the streak that was last told of';
COMMENT ON COLUMN webhook_health.failure_notice IS
  'How much of the time until it is disabled had passed when that was told, in percent';
COMMENT ON COLUMN webhook_health.last_disabled_at IS 'Kept when it is enabled: missed events are recovered from here on';

-- As if the last failure were the first: only new ones prove that a receiver fails for days.
UPDATE webhook_health SET last_failed_at = failing_since WHERE failing_since IS NOT NULL;
UPDATE webhook_health h SET last_disabled_at = w.disabled_at
FROM webhook w
WHERE w.id = h.webhook_id AND NOT w.enabled;

CREATE TABLE webhook_notice (
  id              uuid PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES organization ON DELETE CASCADE,
  webhook_id      uuid        NOT NULL,
  name            text        NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('failing', 'disabled', 'recovered')),
  at              timestamptz NOT NULL,
  failing_since   timestamptz,
  failures_in_row integer,
  share_percent   smallint,
  disabled_by     text,
  reason          text
);
COMMENT ON TABLE webhook_notice IS
  'What the organization''s other webhooks are to learn; written with the change, gone once it is an event';

-- A trigger, because a webhook is enabled and disabled in several places and none may forget.
CREATE FUNCTION note_enabled_or_disabled() RETURNS trigger
  LANGUAGE plpgsql AS
$$
DECLARE
  since timestamptz;
BEGIN
  IF NEW.enabled THEN
    UPDATE webhook_health
    SET failures_in_row = 0, failing_since = NULL, last_failed_at = NULL, noticed_since = NULL,
        failure_notice = 0
    WHERE webhook_id = NEW.id;
    INSERT INTO webhook_notice (id, organization_id, webhook_id, name, kind, at, reason)
    VALUES (uuid_v7(clock_timestamp()), NEW.organization_id, NEW.id, NEW.name, 'recovered', now(), 'enabled');
  ELSE
    UPDATE webhook_health
    SET last_disabled_at = coalesce(NEW.disabled_at, now())
    WHERE webhook_id = NEW.id
    RETURNING failing_since INTO since;
    INSERT INTO webhook_notice
      (id, organization_id, webhook_id, name, kind, at, failing_since, disabled_by, reason)
    VALUES
      (uuid_v7(clock_timestamp()), NEW.organization_id, NEW.id, NEW.name, 'disabled',
       coalesce(NEW.disabled_at, now()), since, NEW.disabled_by, NEW.disabled_reason);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER webhook_enabled_or_disabled
  AFTER UPDATE OF enabled ON webhook
  FOR EACH ROW WHEN (OLD.enabled <> NEW.enabled)
  EXECUTE FUNCTION note_enabled_or_disabled();

ALTER TABLE event ADD COLUMN not_for uuid;
CREATE INDEX event_of_organization ON event (organization_id, id);
COMMENT ON COLUMN event.not_for IS 'The webhook that the event tells of, and that never gets it';

INSERT INTO event_type (place, name, description, example, published_by_hub) VALUES
  (14, 'webhook.failing',
   'Another webhook of the organization has had nothing but failures for half, or nine tenths, of the five days after which the hub disables it. disableAt tells from when on its next failure does so.',
   '{"webhookId": "wh_01h455vb4pex5vsknk084sn02q", "name": "Billing", "failingSince": "2026-01-15T09:30:00Z", "failuresInRow": 41, "share": 0.5, "disableAt": "2026-01-20T09:30:00Z"}', true),
  (15, 'webhook.disabled',
   'Another webhook of the organization was disabled: by somebody (reason manual), or by the hub because its receiver answered 410 Gone (gone) or five days brought nothing but failures (failing).',
   '{"webhookId": "wh_01h455vb4pex5vsknk084sn02q", "name": "Billing", "disabledAt": "2026-01-20T09:30:00Z", "by": "hub", "reason": "failing", "failingSince": "2026-01-15T09:30:00Z"}', true),
  (16, 'webhook.recovered',
   'Another webhook of the organization works again: it was told of as failing and had its first success (reason succeeded), or it was enabled (enabled).',
   '{"webhookId": "wh_01h455vb4pex5vsknk084sn02q", "name": "Billing", "recoveredAt": "2026-01-16T09:30:00Z", "reason": "succeeded"}', true);
