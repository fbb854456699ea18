-- Who there is, how they log in, and what they did.

CREATE TABLE encryption_keyset (
  id      smallint PRIMARY KEY CHECK (id = 1),
  wrapped bytea    NOT NULL
);
COMMENT ON TABLE encryption_keyset IS 'The Tink keyset for secrets at rest, wrapped by HUB_ENCRYPTION_KEY';

CREATE TABLE organization (
  id         uuid PRIMARY KEY,
  name       text        NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE app_user (
  id            uuid PRIMARY KEY,
  email         text        NOT NULL,
  name          text        NOT NULL,
  password_hash text        NOT NULL,
  created_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX app_user_email ON app_user (lower(email));
COMMENT ON COLUMN app_user.password_hash IS 'Argon2id in PHC string format';

CREATE TABLE member (
  organization_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
  user_id         uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  role            text NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'MEMBER')),
  PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX member_user ON member (user_id);

CREATE TABLE session (
  id              uuid PRIMARY KEY,
  token_hash      bytea       NOT NULL UNIQUE,
  user_id         uuid        NOT NULL REFERENCES app_user ON DELETE CASCADE,
  organization_id uuid        NOT NULL REFERENCES organization ON DELETE CASCADE,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL
);
CREATE INDEX session_by_user ON session (user_id);

CREATE TABLE setup_token (
  token_hash bytea PRIMARY KEY,
  expires_at timestamptz NOT NULL
);

CREATE TABLE root_key (
  id         uuid PRIMARY KEY,
  name       text        NOT NULL,
  hash       bytea       NOT NULL UNIQUE,
  pepper     smallint    NOT NULL,
  source     text        NOT NULL CHECK (source IN ('environment', 'command')),
  created_at timestamptz NOT NULL
);

CREATE TABLE audit_entry (
  id              uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
  actor_kind      text NOT NULL CHECK (actor_kind IN ('member', 'api_key', 'operator')),
  actor_id        uuid NOT NULL,
  actor_name      text NOT NULL,
  address         inet NOT NULL,
  action          text NOT NULL,
  target          text NOT NULL,
  detail          jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_entry_list ON audit_entry (organization_id, id DESC);
COMMENT ON COLUMN audit_entry.target IS 'The public id of what was changed, such as key_…';
