"""Reconcile the services from their own records: what is lost, unexpected or doubled."""
