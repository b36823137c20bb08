"""The public form: one question a page, no JavaScript, answers kept by the server."""
