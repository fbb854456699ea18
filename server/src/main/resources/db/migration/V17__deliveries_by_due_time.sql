-- What has come due since a node last looked is found by time, however many webhooks wait. A lease
-- changes none of these columns, and what changes due_at writes to the indexes anyway.
CREATE INDEX delivery_by_due_time ON delivery (due_at, webhook_id);
