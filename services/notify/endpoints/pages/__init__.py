"""The pages of an organisation's endpoints."""
