"""Who may change what is typed in a call, and what is kept of it."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from services.intake.calls.model import Call
from services.intake.staff.model import StaffId
from services.intake.submissions.rules.plea import ALL_FIELDS

FIELDS: Final = (
    *(name for name in ALL_FIELDS if name not in {"channel", "on_behalf", "relation"}),
    *("phone_abroad", "asker_phone_abroad"),
    *("caller", "organisation", "reference"),
)
"""What the screen of a call has; who calls says for whom, and who they are to them."""


class Refusal(Enum):
    """Why nothing of what was typed is kept."""

    UNKNOWN = auto()
    ENDED = auto()
    OTHERS = auto()
    """Somebody else of the staff has it."""
    CHANGED = auto()
    """It was changed since it was shown, in another window."""


def why_refused(call: Call, by: StaffId, version: int) -> Refusal | None:
    """Say why somebody may not change a call that was shown in this version."""
    if call.ended_at is not None:
        return Refusal.ENDED
    if call.staff_id != by:
        return Refusal.OTHERS
    return Refusal.CHANGED if call.version != version else None


def kept_of(typed: Mapping[str, str]) -> dict[str, str]:
    """Give what is kept of it: all that the screen asks, as it was typed, right or wrong."""
    return {name: typed[name] for name in FIELDS if typed.get(name)}


def unlike(stored: Mapping[str, str], typed: Mapping[str, str]) -> Mapping[str, str]:
    """Give what another window kept where it is not what was typed here."""
    here = kept_of(typed)
    return {name: stored.get(name, "") for name in FIELDS if stored.get(name) != here.get(name)}
