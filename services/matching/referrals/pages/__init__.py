"""Pages about referrals: one by its letter's link, an organisation's own, and all that are open."""
