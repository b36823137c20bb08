"""Why a person must see to a plea as soon as it is taken in."""

from collections.abc import Iterable

from services.intake.attention.model import AttentionReason
from services.intake.submissions.model import Plea, Reserved


def why_called(plea: Plea, reserved: Iterable[Reserved]) -> frozenset[AttentionReason]:
    """Give every reason: whatever is not for volunteers is a person's, and so is danger."""
    danger = {plea.danger} if plea.danger else set()
    return frozenset({AttentionReason(reason) for reason in reserved} | danger)
