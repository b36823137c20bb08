"""The printed fallback: phone tree, checklists and blank forms, for days without machines."""
