-- Partners may hear of everything; here nobody does.
INSERT INTO inbox (consumer, event_id, type)
SELECT 'notify', md5('event ' || number)::uuid, 'request.created'
FROM generate_series(1, :requests) AS number
UNION ALL
SELECT 'notify', md5('proposed ' || number)::uuid, 'match.proposed'
FROM generate_series(10, :requests, 10) AS number;
