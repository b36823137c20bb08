"""Why a person must see to a plea as soon as it is taken in."""

from collections.abc import Collection, Iterable

from services.intake.attention.model import AttentionReason
from services.intake.submissions.model import Plea, Reserved


def why_called(
    plea: Plea, reserved: Iterable[Reserved], about: Collection[str]
) -> frozenset[AttentionReason]:
    """Give every reason: what is not for volunteers is a person's, so is danger, so are hints.

    `about` is what the words are about that raise caution.
    """
    called = {AttentionReason(reason) for reason in reserved}
    if plea.danger:
        called.add(plea.danger)
    if about:
        called.add(AttentionReason.WORDS)
    return frozenset(called)


def words_of(plea: Plea) -> str:
    """Give what somebody wrote freely; words of different fields are no sentence."""
    return f"{plea.contact.text}\n{plea.contact.area_note}"
