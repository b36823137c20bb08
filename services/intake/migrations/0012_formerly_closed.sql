-- locks: nothing
-- What was closed before it was counted: all that is closed less what is counted since, both seen at
-- once. A row of its own, which nobody waits for.
INSERT INTO closed_counts
SELECT -1, (SELECT count(*) FROM requests WHERE state = 'closed') - sum(requests)
FROM closed_counts;
