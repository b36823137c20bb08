"""Something was wrong: sealed for the safeguarding lead and deputy, and nowhere else."""
