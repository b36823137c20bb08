"""What the picture says: how soon people are helped, and what is wrong."""
