"""One request's page: all that was said and done about it, in order."""
