"""A made-up caller with whom somebody practises, and what they missed: it is kept nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from services.intake.calls.model.triage import Words
from shared.contracts.call_words import CallOutcome
from shared.contracts.words import Category, ServiceLine, Urgency
from shared.fields.problem import Problem


@dataclass(frozen=True, slots=True)
class Heard:
    """What the caller says when they are asked."""

    ask: Words
    says: Words


@dataclass(frozen=True, slots=True)
class Expected:
    """What is looked at when the call has ended; of what is empty nothing is expected."""

    outcomes: Sequence[CallOutcome]
    notice: bool = True
    phone: str = ""
    postal_code: str = ""
    needs: Sequence[Category] = ()
    urgencies: Sequence[Urgency] = ()
    replies: Mapping[str, str] = field(default_factory=dict)
    """By the code of a question the reply that only asking brings out."""
    danger: bool = False
    """Those on duty must have it at once."""


@dataclass(frozen=True, slots=True)
class Before:
    """A made-up request from before."""

    line: ServiceLine
    town: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who is not real."""

    code: str
    title: Words
    says: Words
    answers: Sequence[Heard]
    expected: Expected
    known: Before | None = None


class Miss(StrEnum):
    """What was missed or wrong, as a code that a page says in words."""

    DANGER = "danger"
    NOTICE = "notice"
    QUESTION = "question"
    NEED = "need"
    URGENCY = "urgency"
    PLACE = "place"
    PHONE = "phone"
    NO_OUTCOME = "no_outcome"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Missed:
    """One thing, and what would have been right: codes, or the code of a question."""

    what: Miss
    right: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Went:
    """How far a practice call is."""

    handed: bool
    """It was given to those on duty, as if it were real."""
    problems: Sequence[Problem] = ()
    missed: Sequence[Missed] | None = None
    """None while it goes on."""
