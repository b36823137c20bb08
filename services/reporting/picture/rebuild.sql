-- name: count_picture
-- The hours and days of a rebuild are counted by its rows; of the live ones only those in which something
-- happened are compared.
DELETE FROM public.picture_counts WHERE asked = 0 AND helped = 0;
INSERT INTO rebuild.picture_counts
SELECT part.span, part.dim, part.begins, part.code, sum(part.asked), sum(part.helped)
FROM rebuild.picture_requests
CROSS JOIN LATERAL public.picture_parts(
    asked_at, helped_at, ended_at, ended_as, need, area, channel, language, exercise
) AS part
GROUP BY part.span, part.dim, part.begins, part.code
UNION ALL
SELECT 'day', 'offered', public.day_begins(public.local_day(offered_at)), '', count(*), 0
FROM rebuild.picture_volunteers
WHERE offered_at IS NOT NULL
GROUP BY public.day_begins(public.local_day(offered_at));
