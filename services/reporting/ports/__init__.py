"""Where the facts are kept and counted, in reporting's words; a module a room."""
