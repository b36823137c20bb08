"""How somebody is reached: by which of their reach points, whatever kinds there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from shared.contracts.words import Language, NoticeChannel


class ReachKind(StrEnum):
    """A way to reach somebody that people are asked for; rows may have others."""

    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class ReachPoint:
    """One way to reach somebody; nobody has two of a kind."""

    kind: str
    address: str = field(repr=False)
    language: Language
    """Of what is said there."""
    may_leave_message: bool = False
    """Whoever gets there instead may be told what it is about."""
    is_verified: bool = False
    """They showed that what is sent there arrives."""


CARRIED_BY: Final[Mapping[str, NoticeChannel]] = {ReachKind.EMAIL: NoticeChannel.EMAIL}
"""The kinds to which notify carries letters, and by what."""


def reached_by_letter(points: Iterable[ReachPoint]) -> ReachPoint | None:
    """Give the first one that a letter can get to."""
    return next((point for point in points if point.kind in CARRIED_BY), None)


def address_of(points: Iterable[ReachPoint], kind: str) -> str:
    """Give the first address of a kind; empty when there is none."""
    return next((point.address for point in points if point.kind == kind), "")
