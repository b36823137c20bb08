"""Letters to people: taken in sealed, written in three languages, mailed, destroyed."""
