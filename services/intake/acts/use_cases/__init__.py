"""What a coordinator does with one request."""
