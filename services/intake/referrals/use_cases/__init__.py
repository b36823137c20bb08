"""What intake does with a referral: follow it, and show whoever helps whom they help."""
