"""What happens to a request: by its link, and by what matching says."""
