"""Which lines somebody wants to see: read from an address, written into one, and held to a line."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from services.intake.board.model import BoardLine, Group, Position, Wanted
from services.intake.requests.model import RequestId, State
from shared.contracts.words import Category, Urgency

STATES: Final[Mapping[Group | None, tuple[State, ...]]] = {
    None: (State.UNMATCHED, State.RECEIVED, State.OPEN, State.PROPOSED, State.REFERRED),
    Group.NOW: (State.UNMATCHED,),
    Group.ASKED: (State.RECEIVED, State.OPEN, State.PROPOSED, State.REFERRED),
    Group.HELPED: (State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS),
    Group.CLOSED: (State.CLOSED,),
}
"""Of whom each group consists; without one, all that wait. Held and in danger is elsewhere."""
_URGENCIES: Final = tuple(Urgency)
_POSITION: Final = re.compile(r"([01])-([0-9])-([0-9]{1,18})-([0-9a-f]{32})")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LAST: Final = int((datetime(9999, 1, 1, tzinfo=UTC) - _EPOCH) / timedelta(microseconds=1))


CodeT = TypeVar("CodeT", bound=StrEnum)


def fits(line: BoardLine, wanted: Wanted) -> bool:
    """Say whether a line is among those; which page it stands on is not looked at."""
    return (
        line.state in STATES[wanted.group]
        and wanted.need in {None, line.category, *line.also}
        and wanted.place in {None, line.municipality, line.postal_code}
        and wanted.urgency in {None, line.urgency}
    )


def position_of(line: BoardLine, group: Group | None) -> Position:
    """Say where a line stands: what closed last comes first, else the most urgent and oldest."""
    if group is Group.CLOSED:
        return Position(later=False, urgency=0, at=line.changed_at, id=line.id)
    later = line.state is not State.UNMATCHED
    return Position(later, _URGENCIES.index(line.urgency) + 1, line.created_at, line.id)


def read_wanted(asked: Mapping[str, str], place_of: Callable[[str], str | None]) -> Wanted:
    """Read an address; what is not understood restricts nothing."""
    return Wanted(
        group=_known(Group, asked.get("group")),
        need=_known(Category, asked.get("need")),
        place=place_of(asked.get("place", "")),
        urgency=_known(Urgency, asked.get("urgency")),
        after=_read_position(asked.get("after", "")),
    )


def words_of(wanted: Wanted) -> Mapping[str, str]:
    """Write it for an address; nothing in it points to a person."""
    said = {
        "group": wanted.group,
        "need": wanted.need,
        "place": wanted.place,
        "urgency": wanted.urgency,
        "after": _written(wanted.after) if wanted.after else None,
    }
    return {name: str(value) for name, value in said.items() if value is not None}


def _known(kind: type[CodeT], said: str | None) -> CodeT | None:
    return kind(said) if said in set(kind) else None


def _written(position: Position) -> str:
    moment = (position.at - _EPOCH) // timedelta(microseconds=1)
    return f"{position.later:d}-{position.urgency}-{moment}-{position.id.hex}"


def _read_position(said: str) -> Position | None:
    found = _POSITION.fullmatch(said)
    if found is None or int(found[3]) > _LAST:
        return None
    at = _EPOCH + timedelta(microseconds=int(found[3]))
    return Position(found[1] == "1", int(found[2]), at, RequestId(UUID(found[4])))
