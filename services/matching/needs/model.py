"""What a need is, and the states it can be in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NewType, TypedDict
from uuid import UUID

from services.matching.engine.model import Vetting
from shared.activation import Activation
from shared.contracts.words import (
    SPOKEN,
    Category,
    Language,
    Standing,
    UnmatchedReason,
    Urgency,
    VettingLevel,
)

NeedState = Standing
"""How a need stands, by the words in which it is said."""

RequestId = NewType("RequestId", UUID)

USUAL_LANGUAGE: Final = Language.FINNISH
"""What counts when a request says a language of a later version, or Finnish in plain words."""
USUAL_URGENCY: Final = Urgency.WITHIN_2_DAYS
"""What counts when a request says an urgency of a later version."""
_SEARCHED: Final = frozenset({NeedState.OPEN, NeedState.PROPOSED})
_CATEGORIES: Final[Mapping[str | None, Category]] = {each: each for each in Category}
_URGENCIES: Final[Mapping[str, Urgency]] = {each: each for each in Urgency}
_LANGUAGES: Final[Mapping[str, Language]] = {each: each for each in SPOKEN}
_LEVELS: Final[Mapping[str, Vetting]] = {
    VettingLevel.NONE: Vetting.NONE,
    VettingLevel.INTERVIEWED: Vetting.INTERVIEWED,
    VettingLevel.CHECKED: Vetting.CHECKED,
}


class Stands(TypedDict):
    """How a need stands, as events say it."""

    standing: NeedState
    standing_number: int


class Shown(TypedDict):
    """What a volunteer may be shown of a need: kind and area, nothing closer."""

    kinds: tuple[Category, ...]
    urgency: Urgency | None
    municipality: str
    postal_code: str | None


@dataclass(frozen=True, slots=True)
class Need:
    """A request as matching knows it; `version` numbers what was said of `need/<request id>`.

    Codes are kept as they came, also those of a later version; what they count as is said here.
    `category_code` and `postal_code` are None of what is not for volunteers.
    """

    request_id: RequestId
    service_line: str
    category_code: str | None
    urgency_code: str
    municipality: str
    postal_code: str | None
    language_code: str
    volunteer_allowed: bool
    activation: Activation
    state: NeedState = NeedState.OPEN
    version: int = 0
    reason: UnmatchedReason | None = None
    series_id: UUID | None = None
    """Needs of one series want the same helper."""
    again_of: UUID | None = None
    """The request whose helper is asked first."""
    cause: UUID | None = None
    """The event that made it due; None once it was looked at."""
    channel: str | None = None
    """How the request came in."""
    min_vetting: str | None = None
    """How well a helper must be known; None from before it was said."""
    person: str | None = field(default=None, repr=False)
    """Serves only to count people once."""
    not_for: tuple[str, ...] = field(default=(), repr=False)
    """By what who asks is known, should they be on the roster themselves."""
    request_version: int = 0
    """Numbers what the request said last of what is wanted, of its end or its opening again."""
    standing_number: int = 0
    """Counts how often its standing was said, of whichever match."""
    also_codes: tuple[str, ...] = ()
    """What the same helper does beside, all of it."""
    is_late: bool = False
    """Nobody was found in time: until somebody helps it is the coordinator's."""
    widened: tuple[str, ...] = ()
    """The steps by which coordinators had the search go past soft limits, one after the other."""
    may_be_referred: bool = False
    """The person agreed that a partner organisation is asked without asking them again."""

    def moved_to(self, state: NeedState, reason: UnmatchedReason | None = None) -> "Need":
        """Give the need as it stands next; all that is said of the change has its number.

        One that is late is not taken from the coordinator because somebody is asked.
        """
        number = self.standing_number + 1
        if self.is_late and state in _SEARCHED:
            state, reason = NeedState.UNMATCHED, self.reason or UnmatchedReason.WAITED_TOO_LONG
        return replace(self, state=state, reason=reason, standing_number=number)

    @property
    def stands(self) -> Stands:
        """Give its standing as events say it."""
        return Stands(standing=self.state, standing_number=self.standing_number)

    @property
    def shown(self) -> Shown:
        """Give what a volunteer may be shown."""
        return Shown(
            kinds=self.kinds,
            urgency=self.said_urgency,
            municipality=self.municipality,
            postal_code=self.postal_code,
        )

    @property
    def category(self) -> Category | None:
        """Give the kind of help; None when it is not said, or not known yet."""
        return _CATEGORIES.get(self.category_code)

    @property
    def kinds(self) -> tuple[Category, ...]:
        """Give all kinds of help that are known, the main one first."""
        codes = (self.category_code, *self.also_codes)
        return tuple(kind for kind in map(_CATEGORIES.get, codes) if kind is not None)

    @property
    def is_known(self) -> bool:
        """Say whether all that is asked for is known here: else only a person can see to it."""
        return len(self.kinds) == 1 + len(self.also_codes)

    @property
    def said_urgency(self) -> Urgency | None:
        """Give the urgency to show; None for one that is not known yet."""
        return _URGENCIES.get(self.urgency_code)

    @property
    def urgency(self) -> Urgency:
        """Give the urgency that counts."""
        return self.said_urgency or USUAL_URGENCY

    @property
    def language(self) -> Language:
        """Give the language that counts."""
        return _LANGUAGES.get(self.language_code, USUAL_LANGUAGE)

    @property
    def vetting(self) -> Vetting:
        """Say how well a helper must be known: best when the level is not known yet.

        The kind of help asks for no level of its own: tasks with minors are not for volunteers yet.
        """
        if self.min_vetting is None:
            return Vetting.NONE
        return _LEVELS.get(self.min_vetting, max(Vetting))
