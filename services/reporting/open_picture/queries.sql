-- name: close_days
-- As they are counted now; a day that is closed stays as it is.
INSERT INTO open_picture_days (day, k, asked, helped)
SELECT
    day::date, $3,
    coalesce(jsonb_object_agg(code, picture_counts.asked) FILTER (WHERE picture_counts.asked > 0), '{}'),
    coalesce(jsonb_object_agg(code, picture_counts.helped) FILTER (WHERE picture_counts.helped > 0), '{}')
FROM generate_series($1::date, $2::date, interval '1 day') AS day
LEFT JOIN picture_counts ON span = 'day' AND dim = 'area' AND begins = day_begins(day::date)
GROUP BY day
ON CONFLICT DO NOTHING;

-- name: closed_days
-- The days since then, as they were closed.
SELECT day, k, asked, helped, closed_at FROM open_picture_days WHERE day >= $1 ORDER BY day;
