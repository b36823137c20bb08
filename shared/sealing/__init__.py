"""Personal data at rest and on its way: a key per subject, sealed boxes, capabilities.

Erasing a subject is deleting its key.
"""
