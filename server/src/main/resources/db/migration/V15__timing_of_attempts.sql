-- What an attempt's time went into.
ALTER TABLE attempt
  ADD COLUMN dns_micros        integer,
  ADD COLUMN connect_micros    integer,
  ADD COLUMN tls_micros        integer,
  ADD COLUMN first_byte_micros integer,
  ADD COLUMN connection_reused boolean;
COMMENT ON COLUMN attempt.connect_micros IS
  'Of TCP alone; as for each phase, null where it did not happen or was not got through';
COMMENT ON COLUMN attempt.connection_reused IS 'Null for attempts whose phases were not measured';
