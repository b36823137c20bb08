-- locks: nothing
-- concurrently
-- Coordinators read what all organisations did, the last day first.
CREATE INDEX CONCURRENTLY activities_of_all ON activities (occurred_on DESC, id DESC) WHERE is_newest;
