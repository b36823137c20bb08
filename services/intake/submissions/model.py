"""What is sent in, and what the sender is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from services.intake.attention.model import ESCALATING, AttentionReason
from services.intake.requests.model import Circumstances, Contact, Promise, RequestId, State
from shared.activation import Activation
from shared.contracts.words import (
    WITH_MINORS,
    Category,
    Channel,
    Language,
    Urgency,
    VettingLevel,
)
from shared.reach_points import ReachPoint


class Reserved(StrEnum):
    """Why a plea is not for volunteers; never said outside intake."""

    SENSITIVE = "sensitive"
    """What is asked for reveals health."""
    ADDRESS_SECRET = "address_secret"  # noqa: S105  # of an address, not ours
    """*Turvakielto*: nobody but the staff learns that they asked."""
    CHILD_ALONE = "child_alone"
    """Somebody under 18 asks, and no grown-up with them."""
    NO_CHANNEL = "no_channel"
    """Nobody can be reached, or not safely: a person finds out how."""


@dataclass(frozen=True, slots=True)
class Plea:
    """A request for help that passed validation."""

    category: Category
    urgency: Urgency
    postal_code: str
    """Stored in clear unless the address is secret: then it lies sealed with the street alone."""
    municipality: str
    language: Language
    channel: Channel
    on_behalf: bool
    contact: Contact
    reach_points: tuple[ReachPoint, ...]
    """At most one of each kind for each of the two people: whoever asks comes first."""
    circumstances: Circumstances = field(default_factory=Circumstances)
    danger: AttentionReason | None = None
    """Said by who asks: they are in danger now, and how they want to be called."""
    also: tuple[Category, ...] = ()
    """What the same helper does beside; the category is the one that restricts most."""
    again_of: RequestId | None = None
    """The request whose helper is asked first."""
    may_be_referred: bool = False
    """They said that an organisation may be asked without asking them again."""

    @property
    def needs(self) -> tuple[Category, ...]:
        """Give all that is asked for."""
        return (self.category, *self.also)

    @property
    def min_vetting(self) -> VettingLevel:
        """Say how well a volunteer must be known; a task with minors needs the recorded check."""
        is_with_minors = not WITH_MINORS.isdisjoint(self.needs) or self.circumstances.under_18
        return VettingLevel.CHECKED if is_with_minors else VettingLevel.NONE


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A plea about to be stored, with what is decided at that moment."""

    id: RequestId
    reference: str
    plea: Plea
    activation: Activation
    status_hash: str
    promise: Promise
    """By when they hear from us either way, unless it is held."""
    reserved: frozenset[Reserved] = frozenset()
    """Why no volunteer may know of it; empty when one may be asked."""
    not_for: tuple[str, ...] = field(default=(), repr=False, compare=False)
    """By what matching knows who asks and who is helped, should they be volunteers."""
    calls: frozenset[AttentionReason] = frozenset()
    """Why a person must see to it now."""
    marks: Mapping[str, str] = field(default_factory=dict, compare=False)
    """By the key of a reach point, what its address is found by."""
    code_word: str = field(default="", repr=False, compare=False)
    """Empty of one from before there was one at once."""

    @property
    def is_escalated(self) -> bool:
        """Say whether a person has it from the beginning, and matching never hears of it."""
        return not ESCALATING.isdisjoint(self.calls)


WITH_A_PERSON: Final = frozenset({State.HELD, State.ESCALATED})
"""How a request stands of which its asker is told that a person has it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the one who asked is told; kept sealed for a day, so that a repeat hears the same."""

    reference: str
    status_url: str = field(repr=False)
    state: State = State.RECEIVED
    help_kinds: tuple[str, ...] = ()
    """Of the lines of help that fit what they chose and wrote."""
    to_person: bool = False
    """Whether a person reads it, and no volunteer."""
    heard_by: datetime | None = None
    """By when they hear from us either way; None when a person looks at it first."""

    def told_of(self, state: State) -> "Answer":
        """Say it of a request that stands so: with a person it says so; held promises nothing."""
        if state not in WITH_A_PERSON:
            return self
        return replace(self, state=state, heard_by=None if state is State.HELD else self.heard_by)


@dataclass(frozen=True, slots=True)
class Submission:
    """One idempotency key as stored, and what was sent with it: nobody can guess either.

    Both are made under the installation's key, for a client may have made its own of what it sent.
    """

    key_hash: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What an earlier submission was told; None when that was over a day ago."""

    fingerprint: str | None
    """None when the one who asked was erased."""
    answer: Answer | None
