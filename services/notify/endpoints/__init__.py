"""A partner organisation's own endpoints: added, checked, tried, rotated, and what came of news."""
