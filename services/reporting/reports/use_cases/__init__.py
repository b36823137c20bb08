"""What staff ask of reports, and what they do with them."""
