"""The desk of calls as `app.py` puts it together: its pages, and who waits for a call."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from fastapi import APIRouter

from services.intake.adapters import CHANCE, Adapters
from services.intake.call_backs import pages as call_backs
from services.intake.call_backs.use_cases import RingBack, ShowCallBacks
from services.intake.calls.pages import meanwhile
from services.intake.calls.pages import screen as calls
from services.intake.calls.ports import Waits
from services.intake.calls.use_cases.lists import ShowLists
from services.intake.missed_calls import api as telephone
from services.intake.missed_calls import pages as missed_calls
from services.intake.missed_calls.adapters import SealKeys
from services.intake.missed_calls.use_cases import (
    AnswerMissedCalls,
    HearTelephone,
    NoteByHand,
    NoteCalls,
    ShowMissedCalls,
)
from services.intake.settings import Settings
from services.intake.shifts.use_cases import SayShifts, ShowShifts
from shared.sealing.key_text import KeyText

ROUTERS: Final[Sequence[APIRouter]] = (
    telephone.router,
    call_backs.router,
    missed_calls.router,
    calls.router,
    meanwhile.router,
)
"""What is more exact comes first."""


def seal_keys(settings: Settings, now: Callable[[], datetime]) -> SealKeys:
    """Make what knows the telephone system by its key."""
    key = settings.call_key
    text = KeyText(key.get_secret_value()) if key else None
    return SealKeys(text, now)


def desk(adapters: Adapters, rounds: Waits) -> Sequence[object]:
    """Make what is done with those who wait for a call."""
    store, now = adapters.store, adapters.now
    note = NoteCalls(
        store,
        adapters.pseudonym_keys,
        CHANCE,
        adapters.current,
        adapters.hours,
        adapters.town.home,
    )
    missed, owed = ShowMissedCalls(store, now), ShowCallBacks(store, now)
    lists: Mapping[str, Waits] = {
        "shifts": ShowShifts(store, adapters.hours, now),
        "missed_calls": missed,
        "call_backs": owed,
        "call_rounds": rounds,
    }
    return (
        ShowLists(lists),
        SayShifts(store),
        RingBack(store, CHANCE, now),
        NoteByHand(note, adapters.hours.zone, now),
        AnswerMissedCalls(store, CHANCE, adapters.current, now),
        HearTelephone(adapters.telephone, note, now),
    )
