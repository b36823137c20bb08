"""What goes in and out of the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.matching.domain.explaining import Decision
from services.matching.domain.model import (
    Contact,
    Match,
    MatchId,
    RequestId,
    Turn,
)
from services.matching.engine.model import Helper
from shared.contracts.words import Language


class AddressTakenError(Exception):
    """Someone on the roster has this e-mail address."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposal that is to be made, if the helper still may be asked when it is stored.

    `slack` is how long after now the helper's asks may be forgotten, `forget` how long this one
    takes. The link's token is kept only as a hash.
    """

    id: MatchId
    request_id: RequestId
    number: int
    attempt: int
    lifetime: timedelta
    slack: timedelta
    forget: timedelta
    token_hash: str


@dataclass(frozen=True, slots=True)
class Granted:
    """A claim that was stored, and who is asked."""

    match: Match
    language: Language
    """Of letters to them."""
    contact: Contact


@dataclass(frozen=True, slots=True)
class DueTurns:
    """Needs that are due, locked; `now` is the store's clock."""

    now: datetime
    turns: Sequence[Turn]


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """A decision and when it was made."""

    at: datetime
    decision: Decision


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the roster since `mark`; the next mark misses nothing of it."""

    mark: int
    helpers: Sequence[Helper]
    gone: Sequence[int] = ()
    """Roster numbers of those who are not to be asked any more."""
