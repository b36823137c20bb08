-- locks: nothing
-- concurrently
-- An organisation's page in its order, and what each of some was asked for in a month.
CREATE INDEX CONCURRENTLY referrals_in_order ON referrals (organisation_id, due_at, sent_at DESC);
CREATE INDEX CONCURRENTLY referrals_lately ON referrals (organisation_id, sent_at);
