"""Letters to people: taken in sealed, written in their language, mailed, destroyed."""
