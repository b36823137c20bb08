"""A person takes the network into use or puts it to rest, and sees what that changes."""
