"""The script of a played project: what happens where and how often, as files say it."""

import tomllib
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator

from shared.areas import municipality, municipality_of
from shared.contracts.call_words import CallOutcome
from shared.contracts.partner_words import OrganisationKind
from shared.contracts.purchase_words import PurchaseUnit
from shared.contracts.words import Category, Helped, Language, ServiceLine, Urgency
from shared.network_file import Table

PROJECTS: Final = Path(__file__).parent / "projects"
WEEK: Final = timedelta(days=7)


class UnreadableScriptError(ValueError):
    """The script does not fit together."""


class WrongWeeksError(UnreadableScriptError):
    """A curve has not as many weeks as the project."""

    def __init__(self, name: str, has: int, weeks: int) -> None:
        """Say which."""
        super().__init__(f"{name}: {has} weeks of {weeks}")


def _known_town(code: str) -> str:
    if municipality(code) is None:
        raise UnreadableScriptError(code)
    return code


def _known_place(code: str) -> str:
    if municipality_of(code) is None:
        raise UnreadableScriptError(code)
    return code


Town = Annotated[str, AfterValidator(_known_town)]
Place = Annotated[str, AfterValidator(_known_place)]
Count = Annotated[int, Field(ge=0)]
Percent = Annotated[int, Field(ge=0, le=100)]
Weights = dict[str, Annotated[int, Field(ge=1)]]


class Span(Table):
    """From how many to how many, both within."""

    least: Annotated[int, Field(ge=1)]
    most: Annotated[int, Field(ge=1)]


class Days(Table):
    """Who does something, and on which days of the project."""

    organisation: str
    weekday: Annotated[int, Field(ge=1, le=7)]
    """Monday is 1."""
    every: Annotated[int, Field(ge=1)] = 1
    """Weeks from one time to the next."""
    first: date | None = None
    last: date | None = None
    minutes: Annotated[int, Field(ge=5)]


class Organisation(Table):
    """Who helps beside volunteers; every name is made up."""

    key: str
    name: str
    kind: OrganisationKind
    number: str
    lines: tuple[ServiceLine, ...]
    towns: tuple[Town, ...]
    languages: tuple[Language, ...] = (Language.FINNISH,)
    health: bool = False
    """It may know of what tells of health."""


class Activity(Days):
    """Something done for whoever comes: a line for food, a picnic, a group."""

    title: str
    line: ServiceLine
    town: Town
    people: Span
    volunteers: Count = 0
    """Helpers of the organisation, each for as long as it lasts."""
    place: str = ""
    """Where it is planned to be; what is planned nowhere is only written down."""
    hour: str = "12.00"
    slips: tuple[date, ...] = ()
    """Days whose headcount is typed with a nought too many, and corrected the day after."""


class Purchase(Days):
    """A contract, and what is delivered of it."""

    service: str
    line: ServiceLine
    town: Town
    unit: PurchaseUnit
    quantity: Annotated[int, Field(ge=1)]
    price: str
    people: Span | None = None
    """How many come each time, where people do."""
    platform: str = ""


class Need(Table):
    """One kind of help, and how much of all that is asked it is."""

    category: Category
    share: Annotated[int, Field(ge=1)]
    urgencies: dict[Urgency, Annotated[int, Field(ge=1)]]
    minutes: Span
    """How long a volunteer takes."""


class Requests(Table):
    """How help is asked for, and how those who are asked answer."""

    a_week: tuple[Count, ...]
    by_phone: Percent
    with_mail: Percent
    again: Percent
    """Asked by somebody who asked before."""
    referred: Percent
    """Agree that an organisation is asked."""
    cancelled: Percent
    accepted: Percent
    silent: Percent
    """Volunteers who do not answer; the others say no."""
    answered: Percent
    """Of those asked by letter whether they got the help they needed."""
    helped: dict[Helped, Annotated[int, Field(ge=1)]]
    accepted_by_partners: Percent
    places: dict[Place, Annotated[int, Field(ge=1)]]
    languages: dict[Language, Annotated[int, Field(ge=1)]]
    need: tuple[Need, ...]


class Phone(Table):
    """Calls of which no request comes, and those that nobody answered."""

    a_week: tuple[Count, ...]
    missed_a_week: tuple[Count, ...]
    rung_back: Percent
    reached: Percent
    """Of those rung back."""
    outcomes: dict[CallOutcome, Annotated[int, Field(ge=1)]]


class Volunteers(Table):
    """Who comes to help, and when."""

    a_week: tuple[Count, ...]
    confirmed: Percent
    places: dict[Place, Annotated[int, Field(ge=1)]]
    languages: dict[Language, Annotated[int, Field(ge=1)]]
    offers: tuple[tuple[Category, ...], ...]
    names: tuple[str, ...]


class Entered(Table):
    """A figure that only the funder's forms tell."""

    indicator: str
    form: str
    counts: dict[str, Count]
    """By cell, as the form of the page calls it; one without a name where there is one."""


class Report(Table):
    """What is said of the whole project at its end."""

    entered: tuple[Entered, ...]
    texts: dict[str, dict[Language, str]]
    """By the heading under which it stands, in the languages of reports."""


class Script(Table):
    """All of one project."""

    code: str
    """As `network/projects.toml` knows it."""
    first: date
    last: date
    organisation: tuple[Organisation, ...]
    activity: tuple[Activity, ...]
    purchase: tuple[Purchase, ...]
    requests: Requests
    phone: Phone
    volunteers: Volunteers
    report: Report

    @property
    def weeks(self) -> int:
        """Count the weeks from the first day on, the last of which may be short."""
        return -(-(self.last - self.first + timedelta(days=1)) // WEEK)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        keys = {each.key for each in self.organisation}
        for each in (*self.activity, *self.purchase):
            if each.organisation not in keys:
                raise UnreadableScriptError(each.organisation)
        for name, curve in self._curves().items():
            if len(curve) != self.weeks:
                raise WrongWeeksError(name, len(curve), self.weeks)
        self._does_what_its_organisations_do()
        return self

    def _curves(self) -> dict[str, tuple[int, ...]]:
        return {
            "requests.a_week": self.requests.a_week,
            "phone.a_week": self.phone.a_week,
            "phone.missed_a_week": self.phone.missed_a_week,
            "volunteers.a_week": self.volunteers.a_week,
        }

    def _does_what_its_organisations_do(self) -> None:
        of = {each.key: each for each in self.organisation}
        for each in self.activity:
            who = of[each.organisation]
            if each.line not in who.lines or each.town not in who.towns:
                raise UnreadableScriptError(each.title)


def read_script(folder: Path) -> Script:
    """Read every file of the folder; together they are the script. What is wrong is named."""
    whole: dict[str, object] = {}
    for file in sorted(folder.glob("*.toml")):
        whole |= tomllib.loads(file.read_text("utf-8"))
    return Script.model_validate(whole)


def running(counts: tuple[int, ...]) -> list[int]:
    """Give how many there were before each week."""
    return [0, *accumulate(counts)][: len(counts)]
