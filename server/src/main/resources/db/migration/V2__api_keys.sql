-- API keys, the scopes they can hold, and how they were used.

CREATE TABLE scope (
  name        text PRIMARY KEY,
  description text NOT NULL
);
INSERT INTO scope (name, description) VALUES
  ('recordings:read',    'Read recordings'),
  ('recordings:write',   'Create, change and delete recordings'),
  ('users:read',         'Read users'),
  ('users:write',        'Create, change and delete users'),
  ('analytics:read',     'Read analytics and reports'),
  ('analytics:write',    'Create, change and delete reports'),
  ('organization:read',  'Read API keys, webhooks and deliveries of the organization'),
  ('organization:write', 'Change API keys and webhooks of the organization');

CREATE TABLE api_key (
  id                  uuid PRIMARY KEY,
  organization_id     uuid        NOT NULL REFERENCES organization ON DELETE CASCADE,
  name                text        NOT NULL,
  prefix              text        NOT NULL UNIQUE,
  hash                bytea       NOT NULL,
  pepper              smallint    NOT NULL,
  scopes              text[]      NOT NULL,
  rate_limit_per_hour integer     CHECK (rate_limit_per_hour BETWEEN 1 AND 1000000),
  ip_allowlist        inet[]      NOT NULL,
  expires_at          timestamptz,
  created_at          timestamptz NOT NULL,
  created_by_kind     text        NOT NULL CHECK (created_by_kind IN ('member', 'api_key', 'operator')),
  created_by_id       uuid        NOT NULL,
  created_by_name     text        NOT NULL,
  disabled_at         timestamptz,
  revoked_at          timestamptz
);
CREATE INDEX api_key_list ON api_key (organization_id, id DESC);
COMMENT ON COLUMN api_key.prefix IS 'ihk_live_ and the public id: what may be shown of a key';
COMMENT ON COLUMN api_key.hash IS 'HMAC-SHA-256 of the whole key under the pepper of that version';
COMMENT ON COLUMN api_key.ip_allowlist IS 'Blocks without host bits; empty allows every address';

CREATE TABLE api_key_use (
  key_id       uuid PRIMARY KEY REFERENCES api_key ON DELETE CASCADE,
  last_used_at timestamptz,
  last_used_ip inet
) WITH (fillfactor = 70);
COMMENT ON TABLE api_key_use IS
  'One narrow row per key, updated by every call and so also the lock that orders a key''s calls';

CREATE TABLE usage_minute (
  key_id  uuid        NOT NULL REFERENCES api_key ON DELETE CASCADE,
  minute  timestamptz NOT NULL,
  outcome text        NOT NULL,
  calls   bigint      NOT NULL,
  cost    bigint      NOT NULL,
  PRIMARY KEY (key_id, minute, outcome)
) WITH (fillfactor = 70);
COMMENT ON COLUMN usage_minute.outcome IS 'The code of the verification';
COMMENT ON COLUMN usage_minute.cost IS
  'Summed over the calls. That of VALID is what rate limits count: keep 61 minutes at least';
