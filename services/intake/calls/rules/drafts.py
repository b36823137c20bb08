"""Who may change what is typed in a call, and what is kept of it."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from services.intake.calls.model.call import Call
from services.intake.calls.rules.referring import REFERRER_FIELDS
from services.intake.calls.rules.ringing_again import AGREED_FIELDS
from services.intake.request_form.rules import AGAIN_OF, SAME_HELPER
from services.intake.staff.model import StaffId
from services.intake.submissions.rules.plea import ALL_FIELDS

FIELDS: Final = (
    *(name for name in ALL_FIELDS if name not in {"channel", "on_behalf", "relation"}),
    *("phone_abroad", "asker_phone_abroad"),
    *("caller", "reference"),
    *REFERRER_FIELDS,
    *AGREED_FIELDS,
)
"""What the screen of a call has; who calls says for whom, and who they are to them."""
_REPLY: Final = re.compile(r"t-[a-z_]{1,40}")
READ_OUT: Final = timedelta(hours=1)
"""So long after a call whoever took it may see again what was to be read out."""


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
    return {
        name: said
        for name, said in typed.items()
        if said and (name in FIELDS or _REPLY.fullmatch(name))
    }


def carried_on(stored: Mapping[str, str]) -> dict[str, str]:
    """Give what is kept with what is typed and stands in no field: which request was before."""
    return {name: stored[name] for name in (AGAIN_OF, SAME_HELPER) if name in stored}


def unlike(stored: Mapping[str, str], typed: Mapping[str, str]) -> Mapping[str, str]:
    """Give what another window kept where it is not what was typed here."""
    here = kept_of(typed)
    return {
        name: stored.get(name, "")
        for name in FIELDS
        if stored.get(name) != here.get(name) and not name.endswith("_abroad")
    }


def may_read_out(call: Call, by: StaffId, now: datetime) -> bool:
    """Say whether somebody may see reference and code word: only who has the call, and soon."""
    is_recent = call.ended_at is None or now - call.ended_at < READ_OUT
    return call.staff_id == by and is_recent
