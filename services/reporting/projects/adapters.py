"""Projects, as the network's file says."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

import segno
from pydantic import Field, StringConstraints

from services.reporting.figures.model.report import Period
from services.reporting.projects.model import BudgetLine, Project, Projects
from services.reporting.projects.rules.project import Known, faults, faults_beside
from shared.areas import municipalities
from shared.funding import Funding
from shared.funding.file import FUNDING_FILE
from shared.languages import Words
from shared.network_file import LineError, Place, Table, line_of

PROJECTS_FILE: Final = FUNDING_FILE.with_name("projects.toml")
_Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
_Link = Annotated[str, StringConstraints(pattern=r"^https://[^\s\"<>]+$", max_length=300)]
_Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]


class _BudgetLine(Table):
    name: Words
    euros: _Amount


class _Days(Table):
    first: date
    last: date


class _Project(Table):
    example: bool
    code: _Code
    name: Words
    funding: str
    programme: Words
    implementers: Annotated[list[Words], Field(min_length=1)]
    target_groups: list[Words]
    areas: Annotated[list[str], Field(min_length=1)]
    budget: list[_BudgetLine]
    first: date
    last: date
    keep_until: date
    periods: Annotated[list[_Days], Field(min_length=1)]
    targets: dict[str, _Amount] = Field(default_factory=dict)
    participant_link: _Link = ""
    by_hand: list[str] = Field(default_factory=list)
    readers: frozenset[UUID] = frozenset()
    simulated: bool = False


class _File(Table):
    project: list[_Project] = Field(default_factory=list)


def square_of(link: str) -> str:
    """Draw a link as a square that phones read (QR, ISO/IEC 18004), as the address of a picture."""
    return segno.make(link, error="m", micro=False).svg_data_uri(omitsize=True, light="#fff")


def read_projects(
    file: Path = PROJECTS_FILE,
    *,
    funding: Funding,
    known_indicators: Collection[str] | None = None,
) -> Projects:
    """Read the file; raises LineError with the line of what is wrong first."""
    return projects_in(file.read_text("utf-8"), file.name, funding, known_indicators)


def projects_in(
    text: str, name: str, funding: Funding, known_indicators: Collection[str] | None = None
) -> Projects:
    """Read the text of a file of a name."""
    read, codes = list[Project](), set[str]()
    known = Known(municipalities(), known_indicators)
    for number, said in enumerate(_File.read_by_line(text, name).project):
        place: Place = ("project", number)
        project = _project(said, funding)
        if project is None:
            reason = f"funding.toml has no project {said.funding}"
            raise LineError(name, line_of(text, (*place, "funding")), reason)
        if project.code in codes:
            raise LineError(name, line_of(text, (*place, "code")), "another project has this code")
        for fault in chain(faults(project, known), faults_beside(project, read)):
            raise LineError(name, line_of(text, (*place, *fault.place)), fault.reason)
        codes.add(project.code)
        read.append(project)
    return Projects(tuple(read))


def _project(said: _Project, funding: Funding) -> Project | None:
    paid_by = funding.of(said.funding)
    if paid_by is None:
        return None
    return Project(
        code=said.code,
        names=said.name,
        paid_by=paid_by,
        programme=said.programme,
        implementers=tuple(said.implementers),
        target_groups=tuple(said.target_groups),
        areas=tuple(said.areas),
        budget=tuple(BudgetLine(line.name, line.euros) for line in said.budget),
        first=said.first,
        last=said.last,
        keep_until=said.keep_until,
        periods=tuple(Period(days.first, days.last) for days in said.periods),
        targets=said.targets,
        participant_link=said.participant_link,
        by_hand=tuple(said.by_hand),
        readers=said.readers,
        simulated=said.simulated,
    )
