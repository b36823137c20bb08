"""What is done with a request by hand, why, and what is shown of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from services.intake.requests.model import Request, RequestId, State
from services.intake.staff.model import StaffId


class Act(StrEnum):
    """What somebody of the staff did with a request."""

    CLOSED = "closed"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    NOTED = "noted"
    STRUCK = "struck"
    """A note holds no more; it is struck through and stays."""
    MERGED = "merged"
    UNMERGED = "unmerged"
    SPLIT = "split"
    LINKED = "linked"
    UNLINKED = "unlinked"


class Reason(StrEnum):
    """Why; a code, so that no words about a person end up in the record."""

    DONE_BY_OTHERS = "done_by_others"
    NO_CONTACT = "no_contact"
    NO_HELP_WANTED = "no_help_wanted"
    UNFULFILLED = "unfulfilled"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"
    BY_MISTAKE = "by_mistake"
    ASKER_SAID = "asker_said"
    ASSESSED = "assessed"
    """Somebody of the staff thought about it anew."""
    OUTDATED = "outdated"
    OWN_HELPERS = "own_helpers"
    """Each need finds its helper sooner by itself."""
    SAME_PERSON = "same_person"
    SAME_HOME = "same_home"


REASONS: Final[Mapping[Act, tuple[Reason, ...]]] = {
    Act.CLOSED: (
        Reason.DONE_BY_OTHERS,
        Reason.NO_CONTACT,
        Reason.NO_HELP_WANTED,
        Reason.UNFULFILLED,
        Reason.OUT_OF_SCOPE,
    ),
    Act.REOPENED: (Reason.ASKER_SAID, Reason.BY_MISTAKE),
    Act.CORRECTED: (Reason.ASKER_SAID, Reason.ASSESSED, Reason.BY_MISTAKE),
    Act.STRUCK: (Reason.BY_MISTAKE, Reason.OUTDATED),
    Act.MERGED: (Reason.DUPLICATE,),
    Act.UNMERGED: (Reason.BY_MISTAKE,),
    Act.SPLIT: (Reason.OWN_HELPERS, Reason.ASKER_SAID),
    Act.LINKED: (Reason.SAME_PERSON, Reason.SAME_HOME),
    Act.UNLINKED: (Reason.BY_MISTAKE, Reason.OUTDATED),
}
"""The closed list of each act; a note is its own reason."""


class Outcome(StrEnum):
    """What became of a press."""

    DONE = "done"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    """Somebody else did something with it since it was shown."""
    NO_REASON = "no_reason"
    NOTHING_NEW = "nothing_new"
    OVER = "over"
    NOT_OVER = "not_over"
    HELD = "held"
    """Whether it is real is decided first, on the page for that."""
    WITH_A_PERSON = "with_a_person"
    """Somebody was in danger: whoever is on duty says what became of it."""
    TOO_LATE = "too_late"
    ERASED = "erased"
    MERGED = "merged"
    """It counts as another: that is undone first."""
    NOT_MERGED = "not_merged"
    ASKED_SINCE = "asked_since"
    """Somebody was asked for both since they became one."""
    NO_SUCH = "no_such"
    SAME = "same"
    OTHER_NOT_OPEN = "other_not_open"
    OTHER_ACTIVATION = "other_activation"
    """One is an exercise or of another time: never mixed."""
    RESERVED = "reserved"
    """Of one no volunteer may know: its words must not get to the helper of the other."""
    NEEDS_DIFFER = "needs_differ"
    BOTH_HELPED = "both_helped"
    LOOK_FIRST = "look_first"
    """What the other one is was not seen yet, or it has changed since."""
    ASKERS_DIFFER = "askers_differ"
    """Whether it is for the same person somebody must say."""
    WORDS_TOO_LONG = "words_too_long"
    ONE_NEED = "one_need"
    NOT_A_PART = "not_a_part"
    """None of its needs was chosen, or all of them."""
    LINKED = "linked"
    NOT_LINKED = "not_linked"
    LINKED_TO_OTHERS = "linked_to_others"
    """What belongs together with the one that goes would be left without it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A request as a form for acting on it is made from."""

    request: Request
    seen: str
    """Another one after each change: what was pressed is done to what was shown, or not at all."""
    changed_at: datetime
    postal_code: str = ""
    """Empty where the address is secret."""
    was_escalated: bool = False
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """Who pressed, about which request, why, and what they had before their eyes."""

    request_id: RequestId
    staff_id: StaffId
    reason: Reason | None
    """None where none was chosen."""
    seen: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another request, by the reference somebody typed, and how it stood when it was shown them."""

    reference: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """As which other request one went on when they became one."""

    other_id: RequestId
    with_words: bool
    """Its words were added to those of the other."""
    is_asked_since: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Another request that belongs together with one."""

    id: RequestId
    reference: str
    state: State


@dataclass(frozen=True, slots=True)
class Done:
    """One line of what was done by hand."""

    at: datetime
    by: str
    act: Act
    reason: Reason | None
    fields: Sequence[str] = ()
    """Names of what was corrected, never what it holds."""
    other: str = ""
    """The reference of the other request, where there are two."""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody of the staff wrote beside a request."""

    id: int
    at: datetime
    by: str
    text: str = field(repr=False)
    struck_at: datetime | None = None
    struck_by: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One request with all that was done with it by hand, and what may be done now."""

    stand: Stand
    done: Sequence[Done]
    """The newest first."""
    notes: Sequence[Note]
    may: frozenset[Act]
    linked: Sequence[Stand] = ()
    """What belongs together with it, also what has ended."""
    alike: Sequence[Beside] = ()
    """Open ones with the same number or address: whether they belong together somebody decides."""
    other: Stand | None = None
    """The one that somebody named, to be looked at before both become one."""
