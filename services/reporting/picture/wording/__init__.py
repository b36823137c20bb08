"""The picture in its reader's words."""
