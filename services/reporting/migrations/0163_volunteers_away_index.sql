-- locks: nothing
-- concurrently
-- Those who cannot be asked are counted, and taken off those who ever offered.
CREATE INDEX CONCURRENTLY picture_volunteers_away ON picture_volunteers (standing, asked_at)
WHERE standing IN ('paused', 'left') AND offered_at IS NOT NULL;
