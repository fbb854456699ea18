-- Webhooks that get one delivery at a time, in order; and webhooks that get no more than so many a second.
ALTER TABLE webhook
  ADD COLUMN ordered             boolean  NOT NULL DEFAULT false,
  ADD COLUMN throttle_per_second smallint CHECK (throttle_per_second BETWEEN 1 AND 1000);

ALTER TABLE webhook_health
  ADD COLUMN ordered_until timestamptz,
  ADD COLUMN next_slot_at  timestamptz;
COMMENT ON COLUMN webhook_health.ordered_until IS
  'The lease of the one delivery of an ordered webhook that is under way';
COMMENT ON COLUMN webhook_health.next_slot_at IS 'When a throttled webhook''s next attempt may begin';

-- A sequence, because what is accepted after another's answer must come after it, on whatever node.
CREATE SEQUENCE delivery_position;
ALTER TABLE delivery ADD COLUMN position bigint;
CREATE INDEX delivery_in_order ON delivery (webhook_id, position) WHERE position IS NOT NULL;
COMMENT ON COLUMN delivery.position IS
  'Of an ordered webhook''s deliveries the lowest goes first; negative where it was retried by hand after its end';

-- When a UUID version 7 was made (RFC 9562 section 5.7).
CREATE FUNCTION uuid_time(id uuid) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
  SELECT to_timestamp(('x' || lpad(translate(left(id::text, 13), '-', ''), 16, '0'))::bit(64)::bigint / 1000.0)
$$;
