"""Why somebody needs a person, and one line that says so until it is settled."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType
from uuid import UUID

AttentionId = NewType("AttentionId", UUID)


class AttentionReason(StrEnum):
    """Why a person is called; a code, so that the list tells no more than it must."""

    DANGER_CALL_ME = "danger_call_me"
    """In danger, and cannot ring 112."""
    DANGER_CALLED = "danger_called"
    SENSITIVE = "sensitive"
    CHILD_ALONE = "child_alone"
    ADDRESS_SECRET = "address_secret"  # noqa: S105  # of an address, not ours
    TRIAGE = "triage"
    """What they answered on the phone asks for more than a volunteer."""
    WORDS = "words"
    """What they wrote raises caution."""
    NO_CHANNEL = "no_channel"
    LETTER_FAILED = "letter_failed"
    NOT_HELPED = "not_helped"
    CALL_BACK = "call_back"
    """They were told to hear from us by now, and no letter may go to them."""
    PROMISE_MISSED = "promise_missed"
    """They were told to hear from us, and did not."""
    TELL_CODE_WORD = "tell_code_word"
    TELL_HELPED = "tell_helped"
    """Somebody asked for them, and no letter can tell them."""
    PARTNER_UNTOLD = "partner_untold"
    """An organisation was asked to help them, and no letter reaches anybody of it."""
    HELPER_COULD_NOT_REACH = "helper_could_not_reach"
    CONCERN = "concern"
    OTHER = "other"
    """One that a later version knows."""


LISTED_ONLY: Final = (AttentionReason.TELL_CODE_WORD, AttentionReason.TELL_HELPED)
"""A call that waits its turn on the list: nobody is woken for it, so that danger is heard."""


EVEN_HELD: Final = frozenset(
    {
        AttentionReason.SENSITIVE,
        AttentionReason.CHILD_ALONE,
        AttentionReason.ADDRESS_SECRET,
        AttentionReason.WORDS,
    }
)
"""What calls a person at once also of a request that is held: whoever is in need may ask oddly."""

STAYS: Final = (
    AttentionReason.DANGER_CALL_ME,
    AttentionReason.DANGER_CALLED,
    AttentionReason.CHILD_ALONE,
    AttentionReason.WORDS,
    AttentionReason.CONCERN,
)
"""What a person looks at though the request was cancelled: who is in danger may be made to."""


ESCALATING = frozenset({AttentionReason.DANGER_CALL_ME, AttentionReason.DANGER_CALLED})
"""Danger: a request that is never matched unless a person says that it is an ordinary one."""


class Outcome(StrEnum):
    """What became of it when a member of staff had seen to it."""

    REACHED = "reached"
    """The request goes on as it is."""
    HELPED = "helped"
    """Nothing more is needed: the request is closed."""
    NOT_REACHED = "not_reached"
    """Nobody answered: it is due again later."""
    HANDED_OVER = "handed_over"
    """An authority or a line of help has it: the request is closed."""
    ORDINARY = "ordinary"
    """A volunteer may help: it goes to matching."""
    CALLED_OFF = "called_off"
    """Who asked cancelled it: nobody of the staff settled it."""


@dataclass(frozen=True, slots=True)
class Attention:
    """One reason why somebody must look at a request, not settled yet."""

    id: AttentionId
    request_id: UUID
    reason: AttentionReason
    raised_at: datetime
    due_at: datetime
    """When it is to be looked at: later than raised when nobody answered."""
    taken_by: UUID | None = None
    """The member of staff who has it."""
