"""What happens when somebody fills the form in, or asks once more by the link of a request."""
