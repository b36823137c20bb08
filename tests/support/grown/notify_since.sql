INSERT INTO recalls (whose) SELECT md5('erased ' || number)::uuid FROM generate_series(1, 20000) AS number;
INSERT INTO organisation_news (organisation_id, event_id, type, occurred_at, link, kept_at)
SELECT md5('organisation ' || number % 50)::uuid, md5('event ' || number)::uuid, 'request.created',
    network_now() - number * interval '1 minute', '', network_now() - number * interval '1 minute'
FROM generate_series(1, 50000) AS number;
