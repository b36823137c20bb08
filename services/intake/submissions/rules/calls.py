"""Why a person must see to a plea as soon as it is taken in."""

from collections.abc import Collection, Iterable

from services.intake.attention.model import AttentionReason
from services.intake.submissions.model import Plea, Reserved


def why_called(
    plea: Plea, reserved: Iterable[Reserved], about: Collection[str]
) -> frozenset[AttentionReason]:
    """Give every reason: what is not for volunteers is a person's, and so are hints.

    In danger that is reason enough. `about` is what the words are about that raise caution.
    """
    if plea.danger:
        return frozenset({plea.danger})
    called = {AttentionReason(reason) for reason in reserved}
    return frozenset(called | {AttentionReason.WORDS} if about else called)


def words_of(plea: Plea) -> str:
    """Give what somebody wrote freely; words of different fields are no sentence."""
    return f"{plea.contact.text}\n{plea.contact.area_note}"
