"""Pages that belong to no one request."""

from services.intake.site.pages import about, documents, landing, machines, state

ROUTERS = (documents.router, about.router, state.router, machines.router, landing.router)
"""What is more exact comes first."""
