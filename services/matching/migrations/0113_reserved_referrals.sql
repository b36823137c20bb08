-- locks: referrals
-- Whether only staff may know what it is: then its line is not known here, and it counts against what the
-- organisation said of the lines that tell of health. Of those sent before nothing is said: within a month
-- they count no more.
ALTER TABLE referrals ADD COLUMN is_reserved boolean NOT NULL DEFAULT false;
