"""What the engine knows of a volunteer and of a need: enough to choose, nothing that names."""

from dataclasses import dataclass

from services.matching.domain.places import Place
from services.matching.domain.times import ALWAYS
from services.matching.domain.words import Vetting
from shared.contracts.words import Category, Language, Urgency


@dataclass(frozen=True, slots=True)
class Helper:
    """A volunteer on the roster, by roster number.

    `load` counts open proposals and the tasks accepted in the last seven days. `rested_at` is the
    minute (`times.minute_of`) at which all asks so far are forgotten: each ask moves it on.
    """

    number: int
    place: Place | None
    categories: frozenset[Category]
    languages: frozenset[Language]
    areas: frozenset[str]
    """Municipality codes; what counts unless there is a radius."""
    weekly_cap: int
    radius_km: int | None = None
    hours: int = ALWAYS
    """Hours of the week, as bits."""
    vetting: Vetting = Vetting.NONE
    on_duty: bool = True
    in_person: bool = True
    remote: bool = True
    at_night: bool = False
    """May be asked in the quiet hours when help is needed today."""
    load: int = 0
    rested_at: int = 0
    asked: int = 0
    """How often they were asked, ever."""
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a need wants of a helper at one moment, under the policy in force."""

    category: Category
    language: Language
    municipality: str
    place: Place | None
    urgency: Urgency
    minute: int
    """Now."""
    ask_limit: float
    """Nobody is asked who would then have more asks to forget than this."""
    forget_minutes: int
    """How long one ask takes to be forgotten."""
    hours: int = ALWAYS
    """When the help can be given."""
    vetting: Vetting = Vetting.NONE
    remote: bool = False
    is_quiet: bool = False
    """It is a quiet hour now."""
    asked: frozenset[int] = frozenset()
    """Roster numbers of those who were asked about this need, whatever they said."""
    blocked: frozenset[int] = frozenset()
    """Roster numbers of those who must not meet this person."""
    usual: int | None = None
    """Who helped the time before, when the need is one of a series."""
