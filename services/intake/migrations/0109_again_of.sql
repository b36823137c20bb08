-- locks: requests
-- The request after which the same is asked for once more: whoever helped in it is asked first. And requests
-- whose people do not meet again by themselves, by a mark: under the installation's key, with the day alone,
-- so that no row tells which concern it is from.
ALTER TABLE requests ADD COLUMN again_of uuid;

CREATE TABLE partings (
    mark text PRIMARY KEY CHECK (mark ~ '^[0-9a-f]{64}$'),
    noted_on timestamptz NOT NULL DEFAULT date_trunc('day', network_now())
);
CREATE INDEX partings_age ON partings (noted_on);
