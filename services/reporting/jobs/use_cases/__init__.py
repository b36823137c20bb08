"""What is asked of jobs, and how they are made."""
