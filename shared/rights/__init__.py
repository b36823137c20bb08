"""What a service keeps of somebody who asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

UNKNOWN: Final[tuple[()]] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that is kept: its kind as a code, and what it says by codes of its facts."""

    kind: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """All that a service keeps of somebody; `subjects` is who they are in it."""

    records: Sequence[Record] = UNKNOWN
    subjects: Sequence[UUID] = UNKNOWN
