"""Somebody's file of rows as it comes: from a spreadsheet, a form service or another system."""
