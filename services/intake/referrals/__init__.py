"""Referrals as intake follows them: who is asked, their letters, and what they may see."""
