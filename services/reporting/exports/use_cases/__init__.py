"""What others are given, and by which key."""
