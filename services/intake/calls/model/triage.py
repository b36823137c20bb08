"""What is asked on the phone and what answers change: data of the network, in versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.contracts.words import Category, Language, Urgency

Words = Mapping[Language, str]


class Route(StrEnum):
    """Who sees to it; the later, the more caution."""

    VOLUNTEER = "volunteer"
    ADVICE = "advice"
    CALL_BACK = "call_back"
    PARTNER = "partner"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer to a question, and what it changes: never toward less caution."""

    code: str
    words: Words
    urgency: Urgency | None = None
    """It is at least as urgent as this."""
    route: Route | None = None
    danger: bool = False
    """Somebody is in danger: a person has it at once."""
    say: Words | None = None
    """Said aloud then."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; its first reply is the usual one and changes nothing."""

    code: str
    needs: frozenset[Category]
    """For which needs it is asked; empty: always."""
    ask: Words
    replies: Sequence[Reply]

    @property
    def field(self) -> str:
        """Name the field of the screen."""
        return f"t-{self.code}"


@dataclass(frozen=True, slots=True)
class Triage:
    """One version of what is said and asked."""

    version: str
    notice: Words
    """The sentence about privacy that is said early in each call."""
    silent: Sequence[Words]
    """What to say, line by line, to somebody who says nothing."""
    questions: Sequence[Question]


@dataclass(frozen=True, slots=True)
class Judged:
    """What all answers together make of a call."""

    urgency: Urgency | None
    """None while nobody said how urgent it is, and no answer does."""
    route: Route
    danger: bool
    say: Sequence[Words]
    answers: Mapping[str, str]
    """By the code of its question the code of each reply."""
