"""What happens with projects on a click."""
