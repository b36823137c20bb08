"""Mail servers, and the templates of the letters."""
