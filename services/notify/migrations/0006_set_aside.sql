-- locks: deliveries, endpoints
-- `interrupted` counts the attempts in a row that nobody heard the end of: the process died, or hung.
-- Since when an endpoint is off tells how old what is held for it may be.
ALTER TABLE deliveries ADD COLUMN interrupted smallint NOT NULL DEFAULT 0;
ALTER TABLE endpoints ADD COLUMN disabled_at timestamptz;
UPDATE endpoints SET disabled_at = network_now() WHERE NOT enabled;
