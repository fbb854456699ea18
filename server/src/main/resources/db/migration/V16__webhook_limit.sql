-- The operator may let an organization have another number of webhooks than the usual 50.
ALTER TABLE organization_limit ADD COLUMN webhooks integer CHECK (webhooks BETWEEN 1 AND 10000);
