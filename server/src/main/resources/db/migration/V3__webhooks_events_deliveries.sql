-- What is published, where it goes, and how it went. No foreign keys on what every event writes.

-- UUID version 7 (RFC 9562 section 5.7) of a given time, for rows that one statement makes by a join.
CREATE FUNCTION uuid_v7(at timestamptz) RETURNS uuid
  LANGUAGE sql VOLATILE PARALLEL SAFE AS
$$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
              PLACING substring(int8send(floor(extract(epoch FROM at) * 1000)::bigint) FROM 3)
              FROM 1 FOR 6),
      52, 1), 53, 1),
    'hex')::uuid
$$;

CREATE TABLE event_type (
  name        text PRIMARY KEY,
  description text     NOT NULL,
  schema      json,
  example     json     NOT NULL,
  place       smallint NOT NULL
);
COMMENT ON COLUMN event_type.place IS 'The order in which the catalogue is shown';

INSERT INTO event_type (place, name, description, example) VALUES
  (1, 'recording.created', 'A recording has begun.',
   '{"recordingId": "rec_8Kq2", "title": "Weekly review", "createdBy": "usr_31Fz", "createdAt": "2026-01-15T09:30:00Z"}'),
  (2, 'recording.completed', 'A recording has ended and can be played.',
   '{"recordingId": "rec_8Kq2", "title": "Weekly review", "durationSeconds": 1834, "url": "https://app.example.com/recordings/rec_8Kq2"}'),
  (3, 'recording.failed', 'A recording could not be finished.',
   '{"recordingId": "rec_8Kq2", "title": "Weekly review", "reason": "upload_interrupted"}'),
  (4, 'recording.deleted', 'A recording was deleted and can no longer be played.',
   '{"recordingId": "rec_8Kq2", "deletedBy": "usr_31Fz"}'),
  (5, 'user.created', 'A person has joined the organization.',
   '{"userId": "usr_31Fz", "email": "ada@example.com", "name": "Ada Lovelace", "role": "member"}'),
  (6, 'user.updated', 'A person''s name, address or role has changed.',
   '{"userId": "usr_31Fz", "changed": ["role"], "role": "admin"}'),
  (7, 'user.deleted', 'A person has left the organization.',
   '{"userId": "usr_31Fz"}'),
  (8, 'analytics.report.ready', 'A report has been computed and can be fetched.',
   '{"reportId": "rep_77Xa", "period": {"from": "2026-01-01", "to": "2026-01-31"}, "url": "https://app.example.com/reports/rep_77Xa"}'),
  (9, 'organization.updated', 'The organization''s own settings have changed.',
   '{"changed": ["name"], "name": "Analytical Engines"}');

CREATE TABLE webhook (
  id              uuid PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES organization ON DELETE CASCADE,
  name            text        NOT NULL,
  url             text        NOT NULL,
  events          text[]      NOT NULL,
  header_names    text[]      NOT NULL,
  headers         bytea       NOT NULL,
  secret          bytea       NOT NULL,
  retry_enabled   boolean     NOT NULL,
  max_retries     smallint    NOT NULL CHECK (max_retries BETWEEN 0 AND 10),
  timeout_seconds smallint    NOT NULL CHECK (timeout_seconds BETWEEN 1 AND 30),
  enabled         boolean     NOT NULL,
  disabled_at     timestamptz,
  disabled_by     text,
  disabled_reason text,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL
);
CREATE INDEX webhook_organization ON webhook (organization_id, id DESC);
COMMENT ON COLUMN webhook.events IS 'Names of event types, or * alone for all';
COMMENT ON COLUMN webhook.headers IS 'The custom headers as JSON, sealed';
COMMENT ON COLUMN webhook.secret IS 'The signing secret''s bytes, sealed';
COMMENT ON COLUMN webhook.disabled_by IS 'A person''s or key''s name, or hub for what it did by itself';

-- What every attempt changes, apart from what is configured: narrow, so that updates stay in the page.
CREATE TABLE webhook_health (
  webhook_id        uuid PRIMARY KEY REFERENCES webhook ON DELETE CASCADE,
  failures_in_row   integer NOT NULL DEFAULT 0,
  failing_since     timestamptz,
  last_triggered_at timestamptz,
  paused_until      timestamptz
) WITH (fillfactor = 50);

CREATE TABLE webhook_minute (
  webhook_id      uuid        NOT NULL,
  minute          timestamptz NOT NULL,
  succeeded       integer     NOT NULL,
  failed          integer     NOT NULL,
  attempts        integer     NOT NULL,
  duration_millis bigint      NOT NULL,
  PRIMARY KEY (webhook_id, minute)
) WITH (fillfactor = 70);
COMMENT ON TABLE webhook_minute IS 'Deliveries finished and attempts made in a minute, without those retried by hand';

CREATE TABLE event (
  id              uuid PRIMARY KEY,
  organization_id uuid        NOT NULL,
  type            text        NOT NULL,
  payload         bytea       NOT NULL,
  accepted_at     timestamptz NOT NULL
) PARTITION BY RANGE (id);
CREATE TABLE event_default PARTITION OF event DEFAULT;
COMMENT ON COLUMN event.payload IS 'The bytes of data exactly as published';

CREATE TABLE idempotency (
  organization_id uuid        NOT NULL,
  key             text        NOT NULL,
  event_id        uuid        NOT NULL,
  body_hash       bytea       NOT NULL,
  deliveries      integer     NOT NULL DEFAULT 0,
  expires_at      timestamptz NOT NULL,
  PRIMARY KEY (organization_id, key)
);
CREATE INDEX idempotency_expiry ON idempotency (expires_at);

-- Live rows only: a row exists exactly while its delivery is unfinished. A lease changes no indexed
-- column, so that claiming leaves the indexes alone.
CREATE TABLE delivery (
  id              uuid PRIMARY KEY,
  event_id        uuid        NOT NULL,
  webhook_id      uuid        NOT NULL,
  organization_id uuid        NOT NULL,
  attempts        smallint    NOT NULL DEFAULT 0,
  retries         smallint    NOT NULL DEFAULT 0,
  trigger         text        NOT NULL DEFAULT 'event' CHECK (trigger IN ('event', 'schedule', 'manual')),
  reopened        boolean     NOT NULL DEFAULT false,
  due_at          timestamptz NOT NULL,
  lease_until     timestamptz,
  lease_token     uuid,
  lease_node      uuid
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX delivery_due ON delivery (webhook_id, due_at);
COMMENT ON COLUMN delivery.attempts IS 'Made so far, by whatever trigger';
COMMENT ON COLUMN delivery.retries IS 'Of the retry schedule, used so far';
COMMENT ON COLUMN delivery.trigger IS 'What causes the next attempt';
COMMENT ON COLUMN delivery.reopened IS 'Had finished before it was retried by hand: one attempt, no schedule';

CREATE TABLE attempt (
  id                 uuid PRIMARY KEY,
  delivery_id        uuid        NOT NULL,
  event_id           uuid        NOT NULL,
  webhook_id         uuid        NOT NULL,
  organization_id    uuid        NOT NULL,
  event_type         text        NOT NULL,
  number             smallint    NOT NULL,
  trigger            text        NOT NULL,
  started_at         timestamptz NOT NULL,
  duration_millis    integer     NOT NULL,
  succeeded          boolean     NOT NULL,
  final              boolean     NOT NULL,
  status_code        smallint,
  error              text,
  error_detail       text,
  request_url        text        NOT NULL,
  request_headers    json        NOT NULL,
  response_headers   json,
  response_body      bytea,
  response_truncated boolean     NOT NULL
) PARTITION BY RANGE (id);
CREATE TABLE attempt_default PARTITION OF attempt DEFAULT;
CREATE INDEX attempt_of_delivery ON attempt (delivery_id, number DESC);
CREATE INDEX attempt_final ON attempt (webhook_id, delivery_id DESC, number DESC) WHERE final;
COMMENT ON COLUMN attempt.request_headers IS 'As sent, without custom values and signature';
