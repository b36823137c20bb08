"""The words and events that cross a border between services; nothing here does anything."""
