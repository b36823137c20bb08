INSERT INTO recalls (whose) SELECT md5('erased ' || number)::uuid FROM generate_series(1, 20000) AS number;
