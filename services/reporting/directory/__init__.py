"""What partner organisations do, for other houses' programs and for people."""
