-- A payload sent again edited is an event of its own, to one webhook alone.

ALTER TABLE event ADD COLUMN resent_from uuid;
COMMENT ON COLUMN event.resent_from IS
  'The event that was sent again with this data; only the webhook of its one delivery ever gets it';
