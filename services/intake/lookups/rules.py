"""What finds somebody, what of them is shown unasked, and how much a day's work needs."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Final

from services.intake.lookups.model import Look, OwnLook, Wanted, WantedKind
from services.intake.submissions.rules.reference import read_reference
from shared.fields.mail_address import BadAddressError, mail_address, same_address, split_address
from shared.fields.phone import international, is_phone
from shared.fields.text import one_line

LOOKS_A_DAY: Final = 60
"""Contact data opened by one member of staff in 24 hours: a call every eight minutes, all day."""
SEARCHES_A_DAY: Final = 200
SHOWN: Final = 20
"""Requests of one person; who has more is looked up by the reference."""
_LAST: Final = 2
_HIDDEN: Final = "…"


def read_wanted(typed: str) -> Wanted | None:
    """Read a whole reference, phone number or mail address; None for anything else.

    Nobody is found by a part of something: there is no browsing.
    """
    text = one_line(typed)
    if reference := read_reference(text):
        return Wanted(WantedKind.REFERENCE, reference)
    if _is_mail_address(address := mail_address(text)):
        return Wanted(WantedKind.EMAIL, same_address(address))
    phone = international(text)
    return Wanted(WantedKind.PHONE, phone) if is_phone(phone) else None


def masked_name(name: str) -> str:
    """Give the first letter, which is enough to ask "is that Aino?"; nothing of no name."""
    return f"{name[:1]}{_HIDDEN}" if name else ""


def masked_phone(phone: str) -> str:
    """Give the last two digits; nothing of no number."""
    return f"{_HIDDEN}{phone[-_LAST:]}" if phone else ""


def _is_mail_address(text: str) -> bool:
    try:
        split_address(text)
    except BadAddressError:
        return False
    return True


def own_looks(looks: Iterable[Look], day_of: Callable[[datetime], date]) -> Sequence[OwnLook]:
    """Tell a person who saw their contact data: a role once a day, nobody's name."""
    told = (
        OwnLook(
            day_of(look.at),
            "helper" if look.volunteer_id else look.staff_role or "staff",
            look.reason or "task",
        )
        for look in looks
    )
    return tuple(dict.fromkeys(told))
