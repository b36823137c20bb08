"""The playbook: what a network knows and says as data, carried from one town to another."""
