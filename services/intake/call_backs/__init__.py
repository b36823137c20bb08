"""Call-backs: whom we promised to ring, by when, and who of the staff rings now."""
