"""Assignments: a task that a volunteer accepted, until it is done or given back."""
