"""Who of the staff is at the phone now; nothing of it is kept."""
