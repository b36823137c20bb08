"""The operator's command line: ./porukalla."""
