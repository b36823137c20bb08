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
    ASK_AT = "ask_at"
    """No address: words that say where or by whom to ask for them. A person reads them."""


class Whose(StrEnum):
    """Which of the two people of a request is reached."""

    HELPED = "helped"
    ASKER = "asker"
    """Whoever asks on their behalf."""


@dataclass(frozen=True, slots=True)
class ReachPoint:
    """One way to reach somebody, and what is safe there; nobody has two of a kind."""

    kind: str
    address: str = field(repr=False)
    language: Language
    """Of what is said there."""
    may_leave_message: bool = False
    """Whoever gets there instead may be told what it is about."""
    is_verified: bool = False
    """They showed that what is sent there arrives."""
    whose: Whose = Whose.HELPED
    may_ring: bool = True
    may_text: bool = False
    may_write: bool = True
    """Of a mail address: nobody reads along, or whoever does may."""

    @property
    def key(self) -> str:
        """Name it among those of one request: `phone`, `asker_phone`."""
        return self.kind if self.whose is Whose.HELPED else f"{self.whose}_{self.kind}"

    @property
    def is_address(self) -> bool:
        """Say whether something can be sent to it, or found again by it."""
        return self.kind != ReachKind.ASK_AT

    @property
    def is_safe(self) -> bool:
        """Say whether anybody may ring, text or write there."""
        by_letter, by_phone = self.may_write, self.may_ring or self.may_text
        return self.is_address and (by_letter if self.kind in CARRIED_BY else by_phone)


CARRIED_BY: Final[Mapping[str, NoticeChannel]] = {ReachKind.EMAIL: NoticeChannel.EMAIL}
"""The kinds to which notify carries letters, and by what."""


def reached_by_letter(points: Iterable[ReachPoint]) -> ReachPoint | None:
    """Give the first one that a letter can get to, and where one is safe."""
    return next((point for point in points if point.kind in CARRIED_BY and point.may_write), None)


def address_of(points: Iterable[ReachPoint], kind: str) -> str:
    """Give the first address of a kind; empty when there is none."""
    return next((point.address for point in points if point.kind == kind), "")
