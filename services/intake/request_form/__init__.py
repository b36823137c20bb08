"""The public form: one question a page, answers kept until it is sent."""
