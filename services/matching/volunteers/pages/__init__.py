"""The pages of somebody who wants to help: sign up, and confirm the address."""
