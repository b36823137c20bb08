-- locks: referrals
-- deploy: after
-- referrals_in_order and referrals_lately are used now.
DROP INDEX referrals_organisation;
DROP INDEX referrals_sent;
