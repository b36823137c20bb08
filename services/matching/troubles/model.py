"""A row that a loop set aside, and what a person may decide about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

Kind = NewType("Kind", str)
"""The loop that set it aside, or what the row is."""

VOLUNTEERS = Kind("volunteers")
SAME_PERSON = Kind("same_person")
NEEDS = Kind("matchmaker")
ABOUT_REQUESTS = frozenset({NEEDS, Kind("search_reports"), Kind("needs_to_refer")})
"""Kinds whose rows are named by a request."""


Decision = Literal["again", "let_go"]
"""What a person decided."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One row that is not worked before somebody says so; ids and the kind of error only."""

    kind: Kind
    row_id: str
    since: datetime
    tries: int
    error: str

    @property
    def is_about_a_request(self) -> bool:
        """Say whether the id is a request's, so that one can look at it."""
        return self.kind in ABOUT_REQUESTS


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows: the oldest first, and how many there are in all."""

    count: int
    troubles: Sequence[Trouble]

    @property
    def kinds(self) -> Sequence[Kind]:
        """Give the kinds of which several are shown, in their order."""
        shown = [trouble.kind for trouble in self.troubles]
        return [kind for kind in dict.fromkeys(shown) if shown.count(kind) > 1]
