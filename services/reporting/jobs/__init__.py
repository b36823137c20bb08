"""What takes longer than a page may: made in the background, file by file, and handed out whole."""
