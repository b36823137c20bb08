"""What happens to a referral: sent, answered, followed, ended."""
