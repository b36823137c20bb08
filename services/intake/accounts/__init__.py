"""Accounts of the staff as an administrator or the operator's tool manages them."""
