"""How somebody is reached: by which of their reach points, whatever kinds there are."""

from collections.abc import Iterable, Mapping
from typing import Final

from services.intake.requests.model import ReachKind, ReachPoint
from shared.contracts.words import NoticeChannel

CARRIED_BY: Final[Mapping[str, NoticeChannel]] = {ReachKind.EMAIL: NoticeChannel.EMAIL}
"""The kinds to which notify carries letters about a request, and by what."""


def reached_by_letter(points: Iterable[ReachPoint]) -> ReachPoint | None:
    """Give the first one that a letter can get to."""
    return next((point for point in points if point.kind in CARRIED_BY), None)


def address_of(points: Iterable[ReachPoint], kind: ReachKind) -> str:
    """Give the first address of a kind; empty when there is none."""
    return next((point.address for point in points if point.kind == kind), "")
