"""What was sent, as it is compared with what the same key brought before."""

from typing import Final

from services.intake.requests.model import Circumstances, Relation
from services.intake.submissions.model import Plea
from shared.reach_points import ReachKind, ReachPoint, Whose, address_of

_PLAIN: Final = (Circumstances(), Circumstances(Relation.OTHER))
"""What is known of who said nothing about them."""


def parts_of(plea: Plea) -> tuple[str, ...]:
    """Give all that was said, in an order that never changes."""
    contact = plea.contact
    return (
        plea.category,
        plea.urgency,
        plea.postal_code,
        plea.language,
        plea.channel,
        str(plea.on_behalf),
        address_of(plea.reach_points, ReachKind.PHONE),
        contact.first_name,
        address_of(plea.reach_points, ReachKind.EMAIL),
        contact.street,
        contact.area_note,
        contact.text,
        *_said_since(plea),
    )


def _said_since(plea: Plea) -> tuple[str, ...]:
    """Give what could not be said at first, so that what was sent before the change is known again.

    A number or an address needs no second word where nothing else was said of it.
    """
    known, usual = plea.circumstances, Whose.ASKER if plea.on_behalf else Whose.HELPED
    points = (
        repr((point.key, point.address, point.may_ring, point.may_text, point.may_write))
        + str(point.may_leave_message)
        for point in plea.reach_points
        if not point.is_address
        or point != ReachPoint(point.kind, point.address, point.language, whose=usual)
    )
    said = (known.relation, known.address_secret, known.under_18, known.payment)
    circumstances = () if known in _PLAIN else (repr([str(part) for part in said]),)
    beside = (repr([str(each) for each in plea.also]),) if plea.also else ()
    agreed = ("may_be_referred",) if plea.may_be_referred else ()
    return (*points, *filter(None, (plea.contact.asker_name,)), *circumstances, *beside, *agreed)
