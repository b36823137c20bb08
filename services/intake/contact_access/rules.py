"""Who may see the contact page, what others see instead, and how a helper is introduced."""

from typing import Final

from services.intake.contact_access.model import ContactLink, View
from shared.fields.text import wrong_name

LONGEST_INTRODUCTION: Final = 40


def view_of(link: ContactLink | None) -> View:
    """Decide; an assignment that is over shows nothing, whoever asks."""
    if link is None:
        return View.UNKNOWN
    if link.over is not None:
        return link.over
    cases = (
        (not link.assigned, View.MOMENT),
        (link.bound, View.CONTACT),
        (link.used, View.USED),
        (link.expired, View.EXPIRED),
    )
    return next((view for applies, view in cases if applies), View.BUTTON)


def wrong_introduction(name: str) -> str | None:
    """Say why a helper cannot be introduced so: `long` or `characters`.

    Nobody's page carries a number to call or an address that a stranger wrote there.
    """
    if len(name) > LONGEST_INTRODUCTION:
        return "long"
    if any(sign.isdigit() or sign in "@/:" for sign in name):
        return "characters"
    return wrong_name(name)
