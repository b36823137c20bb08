"""The projections in PostgreSQL: written many rows at a time, counted, made anew."""
