"""The first page, and documents for developers."""
