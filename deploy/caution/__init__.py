"""What hints at danger in a plea: learned from a corpus, measured, explained."""
