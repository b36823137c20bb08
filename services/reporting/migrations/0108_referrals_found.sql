-- locks: nothing
-- concurrently
-- What organisations made of what they were asked is counted straight from the log: a referral is some six
-- facts. By their days, and each after its beginning.
CREATE INDEX CONCURRENTLY event_log_referrals ON event_log (occurred_at)
    WHERE subject LIKE 'referral/%' AND NOT exercise;
CREATE INDEX CONCURRENTLY event_log_referral ON event_log (subject, subject_version DESC)
    WHERE subject LIKE 'referral/%';
