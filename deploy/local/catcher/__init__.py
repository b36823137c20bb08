"""The mail catcher: an SMTP server that sends nothing on, and a partner that only listens."""
