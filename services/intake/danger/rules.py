"""What is made of the one thing that somebody in danger is asked: nothing of it is refused."""

import re
from collections.abc import Callable, Mapping
from typing import Final
from unicodedata import category

from services.intake.attention.model import AttentionReason
from services.intake.danger.model import Way
from services.intake.requests.model import Circumstances, Contact
from services.intake.submissions.model import Plea
from shared.contracts.words import Category, Channel, Language, Urgency
from shared.fields.phone import international, wrong_phone
from shared.fields.text import LONGEST_LINE, plain
from shared.reach_points import ReachKind, ReachPoint

_REASON_OF: Final[Mapping[Way, AttentionReason]] = {
    Way.CALLED: AttentionReason.DANGER_CALLED,
    Way.CALL_ME: AttentionReason.DANGER_CALL_ME,
}
_POSTAL_CODE: Final = re.compile(r"(?<!\d)\d{5}(?!\d)")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})


def place_said(typed: str) -> str:
    """Give what they typed as one line, as far as a line goes."""
    seen = (" " if category(sign) in _UNSEEN else sign for sign in plain(typed))
    return " ".join("".join(seen).split())[:LONGEST_LINE]


def plea_of(
    way: Way, said: str, language: Language, municipality_of: Callable[[str], str | None], home: str
) -> Plea:
    """Make a request of a number or an address: a person reads it, and nobody else learns of it.

    What is neither is kept as it was written. Where they are is only counted, so that the
    network's own town stands in for a place that nobody knows.
    """
    codes = _POSTAL_CODE.findall(said)
    known = (municipality_of(code) for code in codes)
    return Plea(
        category=Category.CRISIS_SUPPORT,
        urgency=Urgency.TODAY,
        postal_code="",
        municipality=next(filter(None, known), home),
        language=language,
        channel=Channel.WEB,
        on_behalf=False,
        contact=Contact(),
        reach_points=(_reach_point(said, language),),
        circumstances=Circumstances(address_secret=True),
        danger=_REASON_OF[way],
    )


def _reach_point(said: str, language: Language) -> ReachPoint:
    number = international(said)
    if wrong_phone(number, confirmed=number) is None:
        return ReachPoint(ReachKind.PHONE, number, language)
    return ReachPoint(ReachKind.ASK_AT, said, language)
