"""Who of the staff is on duty, and where a letter reaches them."""
