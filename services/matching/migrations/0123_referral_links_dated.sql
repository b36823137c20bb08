-- locks: referral_links
-- When a link came, so that `verify` compares it with what intake said as long as both keep it. Those of
-- before have none.
ALTER TABLE referral_links ADD COLUMN kept_at timestamptz;
ALTER TABLE referral_links ALTER COLUMN kept_at SET DEFAULT network_now();
