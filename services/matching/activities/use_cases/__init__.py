"""What organisations and coordinators do with activities."""
