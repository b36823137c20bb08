"""What a coordinator does with one request by hand: with a reason, on record."""
