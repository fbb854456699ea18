-- What nodes keep of keys in memory is kept true by a stream of changes. The sequence is the truth,
-- the notification a hint.

CREATE TABLE key_stream (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  sequence bigint  NOT NULL
);
INSERT INTO key_stream (sequence) VALUES (0);
COMMENT ON TABLE key_stream IS
  'One row, whose lock makes changes of keys commit in the order of their sequence, without a gap';

CREATE TABLE key_change (
  sequence bigint      PRIMARY KEY,
  key_id   uuid        NOT NULL,
  prefix   text        NOT NULL,
  at       timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE key_change IS
  'Keys that a decision may now be another for; kept for some minutes, for nodes that read late';

CREATE TABLE key_stream_node (
  node    uuid        PRIMARY KEY,
  applied bigint      NOT NULL,
  seen_at timestamptz NOT NULL
);
COMMENT ON TABLE key_stream_node IS 'How far each running node has followed, and when it last said so';
COMMENT ON COLUMN key_stream_node.node IS 'One life of one node: a new one at each start';

CREATE FUNCTION note_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  next bigint;
BEGIN
  UPDATE key_stream SET sequence = sequence + 1 RETURNING sequence INTO next;
  INSERT INTO key_change (sequence, key_id, prefix) VALUES (next, OLD.id, OLD.prefix);
  NOTIFY key_change;
  RETURN NULL;
END
$$;

-- Deferred: the stream's lock is held while the server commits and no longer, whatever the node does.
-- A new key is no change: nobody can have a copy of it.
CREATE CONSTRAINT TRIGGER key_changed
  AFTER UPDATE OF name, hash, pepper, scopes, rate_limit_per_hour, ip_allowlist, expires_at,
                  disabled_at, revoked_at
     OR DELETE
  ON api_key
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION note_key_change();
