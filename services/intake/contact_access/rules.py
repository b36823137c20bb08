"""Who may see the contact page, and what everybody else sees instead."""

from services.intake.contact_access.model import ContactLink, View


def view_of(link: ContactLink | None) -> View:
    """Decide; an assignment that is over shows nothing, whoever asks."""
    if link is None:
        return View.UNKNOWN
    cases = (
        (link.over, View.CLOSED),
        (not link.assigned, View.MOMENT),
        (link.bound, View.CONTACT),
        (link.used, View.USED),
        (link.expired, View.EXPIRED),
    )
    return next((view for applies, view in cases if applies), View.BUTTON)
