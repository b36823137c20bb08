"""What may be done with a request by hand."""
