ALTER TABLE webhook ADD COLUMN filter json;
COMMENT ON COLUMN webhook.filter IS 'A condition on an event''s data, as docs/webhook-filters.md describes; null for none';
