-- What the report of a leak led to, so that the same report again gets the same answer.

ALTER TABLE api_key
  ADD COLUMN leak_action text CHECK (leak_action IN ('disabled', 'rotated', 'none'));
COMMENT ON COLUMN api_key.leak_action IS 'What the latest report of a leak that found something to do led to; none where the key worked no more already';
