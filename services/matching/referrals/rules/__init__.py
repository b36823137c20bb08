"""What may follow in a referral, whose turn it is, and how long each step may take."""
