-- Batches of events may concern several organizations, so that their keys belong to none.
CREATE TABLE batch_idempotency (
  key        text PRIMARY KEY,
  event_ids  uuid[]      NOT NULL,
  deliveries integer[]   NOT NULL,
  body_hash  bytea       NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX batch_idempotency_expiry ON batch_idempotency (expires_at);
COMMENT ON TABLE batch_idempotency IS 'Which Idempotency-Key came with which batch, and the answer in its order, for 24 hours';
