"""Reports in the reader's words: values, tables and sentences."""
