"""What a project must be, and who may read of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from services.reporting.projects.model import Project, Projects
from shared.contracts.words import StaffRole


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where in the project."""

    place: tuple[str | int, ...]
    """The way to it: names, and numbers from 0."""
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a project may name; without indicators every one is believed."""

    municipalities: Collection[str]
    indicators: Collection[str] | None = None


def faults(project: Project, known: Known) -> Iterator[Fault]:
    """Find what is wrong with a project."""
    yield from _faults_of_days(project)
    yield from _faults_of_periods(project)
    for code in project.areas:
        if code not in known.municipalities:
            yield Fault(("areas",), f"no municipality has the code {code}")
    yield from _faults_of_indicators(project, known.indicators)


def _faults_of_indicators(project: Project, known: Collection[str] | None) -> Iterator[Fault]:
    if known is None:
        return
    for code in {*project.targets, *project.by_hand} - set(known):
        place = ("targets", code) if code in project.targets else ("by_hand",)
        yield Fault(place, f"there is no indicator {code}")


def _faults_of_days(project: Project) -> Iterator[Fault]:
    if project.last < project.first:
        yield Fault(("last",), "the last day is before the first")
    if project.keep_until < project.last:
        yield Fault(("keep_until",), "it is kept at least as long as the project lasts")
    funder = project.paid_by
    if project.first < funder.first or funder.last < project.last:
        days = f"{funder.first} to {funder.last}"
        yield Fault(("funding",), f"{funder.project} pays from {days} only (funding.toml)")


def _faults_of_periods(project: Project) -> Iterator[Fault]:
    for number, period in enumerate(project.periods):
        place = ("periods", number)
        if period.last < period.first:
            yield Fault(place, f"period {number + 1} ends before it begins")
        if period.first < project.first or project.last < period.last:
            yield Fault(place, f"period {number + 1} is not within the project's days")
    for number, (former, period) in enumerate(pairwise(project.periods), start=1):
        if period.first <= former.last:
            reason = f"period {number + 1} begins before period {number} has ended"
            yield Fault(("periods", number), reason)


def faults_beside(project: Project, others: Iterable[Project]) -> Iterator[Fault]:
    """Find periods that share days with others' and are not the same: their difference tells."""
    for number, period in enumerate(project.periods):
        for other in others:
            if any(each != period and each.meets(period) for each in other.periods):
                reason = (
                    f"period {number + 1} shares days with a period of {other.code} that has"
                    " others: take the same days, or days apart"
                )
                yield Fault(("periods", number), reason)


def readable(projects: Projects, roles: Collection[StaffRole], staff_id: UUID) -> Sequence[Project]:
    """Give the projects of which somebody may read: a funder's account its own, others all."""
    if set(roles) - {StaffRole.FUNDER}:
        return projects.all
    return [each for each in projects.all if not each.readers or staff_id in each.readers]
