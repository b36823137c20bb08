"""Audits that cannot be changed unseen: each row is linked to the one before it by a hash."""
