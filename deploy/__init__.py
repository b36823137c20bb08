"""The operator's tools: private servers, the command line, and what production needs."""
