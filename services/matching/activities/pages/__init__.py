"""Pages of activities: of an organisation's members, of coordinators, and of anybody."""
