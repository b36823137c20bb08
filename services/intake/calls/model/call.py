"""A call: who of the staff has it, what is typed meanwhile, and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NewType
from uuid import UUID

from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from services.intake.submissions.model import Plea
from shared.activation import Activation
from shared.contracts.call_words import CallDirection, CallOutcome

CallId = NewType("CallId", UUID)

LEFT: Final = timedelta(days=7)
"""After so long without a word typed, a call that nobody ended ends by itself."""


class Step(StrEnum):
    """What a member of staff did with a call: an audit, which nobody counts by who did it."""

    OPENED = "opened"
    TAKEN_OVER = "taken_over"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Call:
    """One call; it ends once, with exactly one outcome."""

    id: CallId
    staff_id: StaffId
    """Who has it: only they change what is typed."""
    holder: str = field(repr=False)
    direction: CallDirection
    activation: Activation
    started_at: datetime
    changed_at: datetime
    version: int = 0
    """Counts the changes of what is typed: what is kept follows what was shown."""
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What was typed so far; gone once it ended."""
    notice: str | None = None
    """The version of the privacy notice that was said aloud; None: not yet."""
    request_id: RequestId | None = None
    """The request that came of it: of danger while the call goes on."""
    ended_at: datetime | None = None
    outcome: CallOutcome | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a call begins."""

    direction: CallDirection
    activation: Activation
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What is known before a word is said: of whoever is rung."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is typed in a call, as it is to be kept."""

    fields: Mapping[str, str] = field(repr=False)
    notice: str | None = None
    """The version of the notice that was said aloud by now."""
    request_id: RequestId | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """When whoever is owed a call is rung again."""

    due_at: datetime
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What is known of them, and what was agreed; empty where that stays as it was."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a call ends."""

    outcome: CallOutcome
    request_id: RequestId | None = None
    plea: Plea | None = field(default=None, repr=False)
    """What a new request asks for."""
    record: str = field(default="", repr=False)
    """What stays of what was asked and answered, sealed: with the request where there is one."""
    ended_at: datetime | None = None
    """None: now."""
    again: Again | None = None
    """None where nobody is owed a call any more, or nobody said."""
    notice: str | None = None
    """The version of the notice that was said aloud before it ended, if it was."""
