"""Why a person must see to a plea as soon as it is taken in."""

from collections.abc import Collection, Iterable

from services.intake.attention.model import AttentionReason
from services.intake.requests.model import Contact
from services.intake.submissions.model import Plea, Reserved
from services.intake.submissions.rules.told import must_be_told


def why_called(
    plea: Plea, reserved: Iterable[Reserved], about: Collection[str]
) -> frozenset[AttentionReason]:
    """Give every reason: what is not for volunteers is a person's, and so are hints.

    Somebody also tells the one who is helped that they were asked for, if no letter does. In
    danger that is reason enough. `about` is what the words are about that raise caution.
    """
    if plea.danger:
        return frozenset({plea.danger})
    also = {AttentionReason.WORDS: bool(about), AttentionReason.TELL_HELPED: must_be_told(plea)}
    called = {AttentionReason(reason) for reason in reserved}
    return frozenset(called | {reason for reason, holds in also.items() if holds})


def words_of(contact: Contact) -> str:
    """Give what somebody wrote freely; words of different fields are no sentence."""
    return f"{contact.text}\n{contact.area_note}"
