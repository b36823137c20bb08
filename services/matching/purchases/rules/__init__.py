"""What may be agreed, delivered, corrected and ended, and how what is typed about it is read."""
