"""News for partner organisations: posted to their endpoints, signed."""
