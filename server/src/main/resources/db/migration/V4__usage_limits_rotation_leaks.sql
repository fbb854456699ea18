-- Usage by minute, hour and day; leases of rate limits; rotated and leaked keys; the hub's own events.

ALTER TABLE usage_minute RENAME TO usage_minute_v2;

CREATE FUNCTION merge_counts(a jsonb, b jsonb) RETURNS jsonb
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
  SELECT CASE WHEN b = '{}' THEN a WHEN a = '{}' THEN b ELSE (
    SELECT jsonb_object_agg(key, total)
    FROM (SELECT key, sum(value::bigint) AS total
          FROM (SELECT * FROM jsonb_each_text(a) UNION ALL SELECT * FROM jsonb_each_text(b)) AS both_of_them
          GROUP BY key) AS summed) END
$$;
COMMENT ON FUNCTION merge_counts IS 'Adds two maps of name to count';

CREATE TABLE usage_minute (
  key_id             uuid        NOT NULL REFERENCES api_key ON DELETE CASCADE,
  starts_at          timestamptz NOT NULL,
  valid              bigint      NOT NULL DEFAULT 0,
  revoked            bigint      NOT NULL DEFAULT 0,
  disabled           bigint      NOT NULL DEFAULT 0,
  expired            bigint      NOT NULL DEFAULT 0,
  ip_not_allowed     bigint      NOT NULL DEFAULT 0,
  insufficient_scope bigint      NOT NULL DEFAULT 0,
  rate_limited       bigint      NOT NULL DEFAULT 0,
  wrong_secret       bigint      NOT NULL DEFAULT 0,
  allowed_cost       bigint      NOT NULL DEFAULT 0,
  reported_failed    bigint      NOT NULL DEFAULT 0,
  latency_count      bigint      NOT NULL DEFAULT 0,
  latency_sum_micros bigint      NOT NULL DEFAULT 0,
  latency_histogram  jsonb       NOT NULL DEFAULT '{}',
  PRIMARY KEY (key_id, starts_at)
) WITH (fillfactor = 70);
CREATE INDEX usage_minute_age ON usage_minute (starts_at);
COMMENT ON TABLE usage_minute IS 'Calls by the code of their verification, and how they ended as far as reported';
COMMENT ON COLUMN usage_minute.wrong_secret IS 'Attempts with this key''s public id and another secret; no calls of the key';
COMMENT ON COLUMN usage_minute.reported_failed IS 'Of the valid calls, those reported with a status of 400 or more';
COMMENT ON COLUMN usage_minute.latency_histogram IS 'Reported calls by bucket, see LatencyHistogram';

CREATE TABLE usage_hour (LIKE usage_minute INCLUDING ALL) WITH (fillfactor = 70);
ALTER TABLE usage_hour ADD FOREIGN KEY (key_id) REFERENCES api_key ON DELETE CASCADE;
CREATE TABLE usage_day (LIKE usage_minute INCLUDING ALL) WITH (fillfactor = 70);
ALTER TABLE usage_day ADD FOREIGN KEY (key_id) REFERENCES api_key ON DELETE CASCADE;
COMMENT ON TABLE usage_hour IS 'usage_minute by the hour in UTC, written in the same transaction';
COMMENT ON TABLE usage_day IS 'usage_minute by the day in UTC, written in the same transaction';

-- What rate limits count, as long as it counts. All of a second's calls count from its last one on.
CREATE TABLE rate_use (
  key_id  uuid        NOT NULL REFERENCES api_key ON DELETE CASCADE,
  second  timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  cost    bigint      NOT NULL,
  PRIMARY KEY (key_id, second)
);
CREATE INDEX rate_use_age ON rate_use (second);
COMMENT ON TABLE rate_use IS 'Cost allowed to keys with a limit, by second; it counts for an hour after last_at';

CREATE TABLE rate_lease (
  key_id  uuid        NOT NULL REFERENCES api_key ON DELETE CASCADE,
  holder  uuid        NOT NULL,
  amount  bigint      NOT NULL,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (key_id, holder)
) WITH (fillfactor = 70);
CREATE INDEX rate_lease_age ON rate_lease (ends_at);
COMMENT ON TABLE rate_lease IS 'Cost that a running hub may allow before it is in rate_use; counts until an hour after its end';
COMMENT ON COLUMN rate_lease.holder IS 'One life of one node: a new one at each start';

CREATE TABLE usage_flush (
  holder   uuid PRIMARY KEY,
  sequence bigint      NOT NULL,
  at       timestamptz NOT NULL
);
COMMENT ON TABLE usage_flush IS 'The last batch of usage that each running hub has written, so that none is written twice';

INSERT INTO usage_minute (key_id, starts_at, valid, revoked, disabled, expired, ip_not_allowed,
  insufficient_scope, rate_limited, allowed_cost)
SELECT key_id, minute,
  coalesce(sum(calls) FILTER (WHERE outcome = 'VALID'), 0),
  coalesce(sum(calls) FILTER (WHERE outcome = 'REVOKED'), 0),
  coalesce(sum(calls) FILTER (WHERE outcome = 'DISABLED'), 0),
  coalesce(sum(calls) FILTER (WHERE outcome = 'EXPIRED'), 0),
  coalesce(sum(calls) FILTER (WHERE outcome = 'IP_NOT_ALLOWED'), 0),
  coalesce(sum(calls) FILTER (WHERE outcome = 'INSUFFICIENT_SCOPE'), 0),
  coalesce(sum(calls) FILTER (WHERE outcome = 'RATE_LIMITED'), 0),
  coalesce(sum(cost) FILTER (WHERE outcome = 'VALID'), 0)
FROM usage_minute_v2
GROUP BY key_id, minute;

INSERT INTO usage_hour (key_id, starts_at, valid, revoked, disabled, expired, ip_not_allowed,
  insufficient_scope, rate_limited, allowed_cost)
SELECT key_id, date_trunc('hour', starts_at, 'UTC'), sum(valid), sum(revoked), sum(disabled), sum(expired),
  sum(ip_not_allowed), sum(insufficient_scope), sum(rate_limited), sum(allowed_cost)
FROM usage_minute
GROUP BY key_id, date_trunc('hour', starts_at, 'UTC');

INSERT INTO usage_day (key_id, starts_at, valid, revoked, disabled, expired, ip_not_allowed,
  insufficient_scope, rate_limited, allowed_cost)
SELECT key_id, date_trunc('day', starts_at, 'UTC'), sum(valid), sum(revoked), sum(disabled), sum(expired),
  sum(ip_not_allowed), sum(insufficient_scope), sum(rate_limited), sum(allowed_cost)
FROM usage_hour
GROUP BY key_id, date_trunc('day', starts_at, 'UTC');

-- As if at the end of each minute, so that nothing stops counting before its time.
INSERT INTO rate_use (key_id, second, last_at, cost)
SELECT key_id, minute + interval '59 seconds', minute + interval '60 seconds', sum(cost)
FROM usage_minute_v2
WHERE outcome = 'VALID' AND cost > 0 AND minute > now() - interval '62 minutes'
GROUP BY key_id, minute;

DROP TABLE usage_minute_v2;

ALTER TABLE api_key_use ADD COLUMN last_failed_at timestamptz;
COMMENT ON TABLE api_key_use IS 'What calls change of a key, in a narrow row of its own';
COMMENT ON COLUMN api_key_use.last_failed_at IS 'The last attempt with this public id and a wrong secret';

ALTER TABLE api_key
  ADD COLUMN replaced_by         uuid,
  ADD COLUMN leaked_at           timestamptz,
  ADD COLUMN expiry_announced_at timestamptz;
CREATE INDEX api_key_expiring ON api_key (expires_at)
  WHERE expires_at IS NOT NULL AND revoked_at IS NULL AND expiry_announced_at IS NULL;
COMMENT ON COLUMN api_key.replaced_by IS 'The key that a rotation put in this one''s place';
COMMENT ON COLUMN api_key.leaked_at IS 'When the key was first reported as found where it should not be';

CREATE TABLE organization_limit (
  organization_id uuid PRIMARY KEY REFERENCES organization ON DELETE CASCADE,
  api_keys        integer CHECK (api_keys BETWEEN 1 AND 1000000)
);
COMMENT ON TABLE organization_limit IS 'Where an organization''s limits differ from the usual ones; null is the usual one';

ALTER TABLE audit_entry
  DROP CONSTRAINT audit_entry_actor_kind_check,
  ADD CONSTRAINT audit_entry_actor_kind_check CHECK (actor_kind IN ('member', 'api_key', 'operator', 'hub')),
  ALTER COLUMN actor_id DROP NOT NULL,
  ALTER COLUMN address DROP NOT NULL,
  ADD CONSTRAINT audit_entry_actor_known CHECK ((actor_kind = 'hub') = (actor_id IS NULL));
CREATE INDEX audit_entry_target ON audit_entry (organization_id, target, id DESC);

ALTER TABLE event_type ADD COLUMN published_by_hub boolean NOT NULL DEFAULT false;
INSERT INTO event_type (place, name, description, example, published_by_hub) VALUES
  (10, 'api_key.created', 'An API key was created, or made by a rotation.',
   '{"keyId": "key_01h455vb4pex5vsknk084sn02q", "name": "CI", "prefix": "ihk_live_7Fk2mQ9xTb", "expiresAt": null, "replaces": null}', true),
  (11, 'api_key.expiring', 'An API key will expire soon.',
   '{"keyId": "key_01h455vb4pex5vsknk084sn02q", "name": "CI", "prefix": "ihk_live_7Fk2mQ9xTb", "expiresAt": "2026-01-22T09:30:00Z"}', true),
  (12, 'api_key.revoked', 'An API key was revoked for good.',
   '{"keyId": "key_01h455vb4pex5vsknk084sn02q", "name": "CI", "prefix": "ihk_live_7Fk2mQ9xTb", "expiresAt": null}', true),
  (13, 'api_key.leaked', 'An API key was found where it should not be, and was disabled or replaced.',
   '{"keyId": "key_01h455vb4pex5vsknk084sn02q", "name": "CI", "prefix": "ihk_live_7Fk2mQ9xTb", "expiresAt": null, "source": "github", "url": "https://github.com/example/repository/blob/main/.env", "action": "disabled"}', true);
