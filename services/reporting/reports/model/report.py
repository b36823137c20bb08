"""A report to a funder: its sections and texts, how far it is, and what was published of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple, NewType
from uuid import UUID

from shared.activation import Activation
from shared.contracts.words import Language

ReportId = NewType("ReportId", UUID)

LANGUAGES: Final = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)
"""Those that a report is written in."""
LONGEST: Final = 8000
"""Signs of one text."""


class Part(StrEnum):
    """The headings of what funders publish of a project, in their order."""

    NAME = "name"
    FUNDING = "funding"
    IMPLEMENTERS = "implementers"
    TARGET_GROUPS = "target_groups"
    BACKGROUND = "background"
    AIMS = "aims"
    METHOD = "method"
    OUTPUTS = "outputs"
    PRACTICES = "practices"
    RESULTS = "results"
    ROOTING = "rooting"
    REMARKS = "remarks"


class State(StrEnum):
    """How far an edition of a report is."""

    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    """Somebody who wrote none of it read it; texts and figures are held as they read them."""
    PUBLISHED = "published"


class Refusal(StrEnum):
    """Why something is not done."""

    PUBLISHED = "published"
    """It is published: only a correction, a further edition, changes it."""
    NOT_DRAFTED = "not_drafted"
    NOT_REVIEWED = "not_reviewed"
    NOT_PUBLISHED = "not_published"
    NOT_OVER = "not_over"
    """Days of its period are still to come."""
    OWN_TEXT = "own_text"
    """Who wrote some of it is no second pair of eyes."""
    CHANGED = "changed"
    """It is no longer what they looked at."""
    FEW_CHANGED = "few_changed"
    """A figure changed by so little that the difference would tell of few people."""
    CROSSED = "crossed"
    """Some of its days are in another published report, and some are not: the difference tells."""


class Which(NamedTuple):
    """What a report is about: there is one of each."""

    project: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A report that somebody begins."""

    id: ReportId
    which: Which
    simulated: bool
    by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report, and how far its newest edition is."""

    id: ReportId
    number: int
    which: Which
    activation: Activation
    """An exercise: that of a project that was only simulated."""
    state: State = State.DRAFTED
    edition: int = 1
    reason: str = ""
    """Why the newest edition corrects the one before."""
    begun_by: UUID
    """Who began the newest edition."""

    @property
    def subject(self) -> str:
        """Name what events about it are numbered by."""
        return f"report/{self.id}"


class Place(NamedTuple):
    """Where a text stands."""

    language: Language
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What somebody wrote at a place, by its number there: what was there before stays."""

    place: Place
    number: int
    edition: int
    text: str
    by: UUID
    at: datetime | None = None
    """When it was stored; None of what is not stored yet."""

    @property
    def label(self) -> str:
        """Tell two people apart without a name, as the pages of staff do."""
        return self.by.hex[-4:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What was reviewed, and then published, of a report: never changed from then on."""

    report_id: ReportId
    number: int
    shown: str
    """Its texts and figures as everybody may see them, as JSON: this is what `hash` is of."""
    counted: str
    """The figures as counted, as JSON: what a correction is compared with; never shown."""
    hash: str
    reason: str = ""
    """Why it corrects the one before."""
    reviewed_by: UUID
    reviewed_at: datetime | None = None
    published_by: UUID | None = None
    published_at: datetime | None = None


class Beside(NamedTuple):
    """What was published of another report that is about some of the same days."""

    which: Which
    edition: Edition
