-- A rotated secret signs beside the current one until it expires. Newest last by id.
CREATE TABLE webhook_former_secret (
  id         uuid PRIMARY KEY,
  webhook_id uuid        NOT NULL REFERENCES webhook ON DELETE CASCADE,
  secret     bytea       NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX webhook_former_secret_webhook ON webhook_former_secret (webhook_id, id DESC);

-- How the current secret signs; for v1a the public half is no secret.
ALTER TABLE webhook
  ADD COLUMN signature_scheme text NOT NULL DEFAULT 'v1' CHECK (signature_scheme IN ('v1', 'v1a')),
  ADD COLUMN public_key text,
  ADD CHECK ((signature_scheme = 'v1a') = (public_key IS NOT NULL));
COMMENT ON COLUMN webhook.secret IS 'What signs, sealed: the secret''s bytes, or for v1a seed and public key';
COMMENT ON COLUMN webhook.public_key IS 'Of v1a, as the page shows it';
