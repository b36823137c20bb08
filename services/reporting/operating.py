"""What the operator's tools ask: rebuild and prove projections, check the log, reports, figures."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

import shared.contracts
from services.reporting.directory.adapters import read_terms as read_directory
from services.reporting.event_log.model import Checked, Projection, Rebuilt
from services.reporting.event_log.ports import Learner
from services.reporting.event_log.rules.anchors import line_of, read_anchor
from services.reporting.event_log.store.chain import PostgresChain
from services.reporting.event_log.store.log import PostgresReplay
from services.reporting.event_log.store.shadows import PostgresShadows
from services.reporting.event_log.use_cases.check_log import CheckLog
from services.reporting.event_log.use_cases.rebuild import (
    AlreadyRebuildingError,
    RebuildProjections,
    Tell,
)
from services.reporting.exports.adapters import read_terms as read_open_data
from services.reporting.figures.adapters import INDICATORS_FOLDER, indicators_in
from services.reporting.figures.model.indicators import Indicators, UnknownIndicatorError
from services.reporting.figures.model.proof import Proved
from services.reporting.figures.model.report import Period
from services.reporting.figures.rules.indicator_files import IndicatorsError
from services.reporting.figures.store.measures import PostgresMeasures
from services.reporting.figures.store.rebuild import PROJECTIONS, FiguresLearner, PostgresProof
from services.reporting.figures.use_cases.count_indicators import TraceFigure
from services.reporting.figures.use_cases.prove_figures import prove_figures
from services.reporting.open_picture.adapters import read_picture_terms
from services.reporting.picture.store.rebuild import PICTURE, PictureLearner
from services.reporting.projects.adapters import PROJECTS_FILE, read_projects
from services.reporting.report_desk import (
    FORMATS,
    NoSuchPeriodError,
    ReportDesk,
    is_as_published,
    report_desk,
)
from services.reporting.reports.model.report import Edition, Which
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.words import Language
from shared.funding.file import FUNDING_FILE, read_funding
from shared.postgres.pool import connected, open_pool
from shared.postgres.types import Connection
from shared.work import Repository

__all__ = [
    "FORMATS",
    "NAMES",
    "NETWORK_READERS",
    "ROOMS",
    "AlreadyRebuildingError",
    "Checked",
    "Edition",
    "IndicatorsError",
    "Language",
    "NoSuchPeriodError",
    "Outcome",
    "Period",
    "ReportDesk",
    "UnknownIndicatorError",
    "UnknownProjectionError",
    "Which",
    "check_log",
    "events_of_figure",
    "indicators_of",
    "is_as_published",
    "log_anchor",
    "periods_of",
    "projection_hash",
    "rebuild",
    "report_desk",
]


@dataclass(frozen=True, slots=True)
class Room:
    """The projections of one room, and who learns for those of them that are rebuilt."""

    projections: Sequence[Projection]
    learner: Callable[[Connection, Collection[str]], Learner]


ROOMS: Final = (Room(PROJECTIONS, FiguresLearner), Room((PICTURE,), PictureLearner))
"""Whatever is made of the log alone, in the order in which they learn."""
NAMES: Final = tuple(each.name for room in ROOMS for each in room.projections)


def _projects_in(file: Path) -> object:
    """Read projects beside who pays for them, and by the indicators that are shipped."""
    funding = read_funding(file.with_name(FUNDING_FILE.name))
    return read_projects(file, funding=funding, known_indicators=indicators_in().codes)


NETWORK_READERS: Final[Mapping[str, Callable[[Path], object]]] = {
    "directory.toml": read_directory,
    "open_data.toml": read_open_data,
    "open_picture.toml": lambda file: read_picture_terms(indicators_in().small_cells.k, file),
    "projects.toml": _projects_in,
}
"""By the name of a file of the network, what reads it at the start."""


class UnknownProjectionError(LookupError):
    """There is no projection of this name."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rebuild, and the proof of what is live after it."""

    made: Rebuilt
    proved: Proved

    @property
    def agrees(self) -> bool:
        """Say whether live, rebuilt and what the log says were the same."""
        return not self.made.differing and self.proved.agrees


@dataclass(frozen=True, slots=True)
class PostgresRebuildSession:
    """Implements the port `RebuildSession`."""

    connection: Connection
    names: Collection[str]

    replay = Repository(PostgresReplay)

    @property
    def shadows(self) -> PostgresShadows:
        """Give those of the projections with these names."""
        chosen = [each for room in ROOMS for each in room.projections if each.name in self.names]
        return PostgresShadows(self.connection, chosen)

    async def learn(self, events: Sequence[Envelope[Event]]) -> None:
        """Let each room learn."""
        for room in ROOMS:
            await room.learner(self.connection, self.names).learn(events)

    def transaction(self) -> AbstractAsyncContextManager[object]:
        """Open a transaction of the connection."""
        return self.connection.transaction()


def _nobody_looks(position: int, last: int) -> None:
    """Stand for who watches."""


async def rebuild(dsn: str, names: Collection[str] = NAMES, tell: Tell = _nobody_looks) -> Outcome:
    """Make projections anew from the log alone, as the database's owner, and prove the figures.

    Raises UnknownProjectionError and AlreadyRebuildingError.
    """
    if unknown := sorted(set(names) - set(NAMES)):
        raise UnknownProjectionError(*unknown)
    async with connected(dsn) as connection:
        session = PostgresRebuildSession(connection, frozenset(names))
        made = await RebuildProjections(session, _made_by(names), tell).rebuild_projections()
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            return Outcome(made, await prove_figures(PostgresProof(connection)))


async def projection_hash(dsn: str) -> str:
    """Give a hash of every row of every projection."""
    async with connected(dsn) as connection:
        return await PostgresProof(connection).fingerprint()


async def log_anchor(dsn: str) -> str | None:
    """Give the end of the log's chain as a line to be published; None of an empty log."""
    async with connected(dsn) as connection:
        end = await PostgresChain(connection).end()
        return line_of(end) if end else None


async def check_log(dsn: str, lines: Sequence[str] = ()) -> Checked:
    """Look through the log, and hold it against published lines.

    Raises NoAnchorError, a ValueError, of a line that is none.
    """
    anchors = [read_anchor(line) for line in lines]
    async with (
        connected(dsn) as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        return await CheckLog(PostgresChain(connection)).check_log(anchors)


def indicators_of(folder: Path = INDICATORS_FOLDER) -> Indicators:
    """Read the files; raises IndicatorsError, whose `problems` are all that is wrong with them."""
    return indicators_in(folder)


def periods_of(
    project: str, projects_file: Path = PROJECTS_FILE, funding_file: Path = FUNDING_FILE
) -> Sequence[Period] | None:
    """Give the reporting periods of a project; None where there is none of that code."""
    found = read_projects(projects_file, funding=read_funding(funding_file)).of(project)
    return None if found is None else found.periods


async def events_of_figure(
    dsn: str, code: str, period: Period, cell: Sequence[str]
) -> Sequence[UUID]:
    """Give the ids of the events a figure came from; raises UnknownIndicatorError."""
    async with open_pool(dsn, name="indicators") as pool:
        trace = TraceFigure(indicators_in(), PostgresMeasures(pool))
        return await trace.events_of(code, period.first, period.last, cell)


def _made_by(names: Collection[str]) -> str:
    """Say by which rules and what: the text of this service and of what events are."""
    folders = Path(__file__).parent, Path(shared.contracts.__file__).parent
    files = sorted(
        file for folder in folders for kind in ("*.py", "*.sql") for file in folder.rglob(kind)
    )
    text = b"".join(file.read_bytes() for file in files)
    return f"{hashlib.sha256(text).hexdigest()} {' '.join(sorted(names))}"
