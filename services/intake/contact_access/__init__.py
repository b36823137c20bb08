"""Who may see the contact data of a request: one link, one browser, until the task is over."""
