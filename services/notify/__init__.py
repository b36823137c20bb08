"""The messenger: tells people by mail and partners by webhook, until it is heard or given up."""
