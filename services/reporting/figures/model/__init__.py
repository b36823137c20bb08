"""The values of figures: what the facts say, what a report counts, what a rebuild proves."""
