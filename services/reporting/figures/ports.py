"""Where figures are kept, read, made anew and proved, in reporting's words."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from services.reporting.event_log.ports import WithEventLog, WithReplay
from services.reporting.figures.model.facts import Knowledge, RequestFacts
from services.reporting.figures.model.proof import Counts
from services.reporting.figures.model.report import Coverage, Figures, Period
from shared.web.sessions import WithSessions
from shared.work import ReceivesBatches


class Projections(Protocol):
    """What is known of each request, match, note of hours and activity, in one transaction."""

    async def learn(self, knowledge: Knowledge) -> None:
        """Join what is known with this."""
        ...


class WithFigures(Protocol):
    """A transaction in which the figures can learn."""

    @property
    def figures(self) -> Projections:
        """Give what the figures are counted from."""
        ...


class FiguresWork(WithFigures, WithEventLog, WithSessions, ReceivesBatches, Protocol):
    """What storing facts needs of a transaction."""


class CountedFigures(Protocol):
    """The figures as staff see them, read without a transaction."""

    async def coverage(self) -> Coverage:
        """Say how far the evidence reaches."""
        ...

    async def count(self, period: Period) -> Figures:
        """Count a period, exercises left out."""
        ...

    async def newest_requests(self, limit: int) -> Sequence[RequestFacts]:
        """List the requests that came last, newest first, exercises left out."""
        ...


class Shadows(Protocol):
    """Empty projections beside the live ones; whoever opened them learns into them."""

    async def open(self) -> None:
        """Make them for this session; nobody else sees them."""
        ...

    async def swap(self) -> None:
        """Put what they hold in the place of the live projections."""
        ...


class Proof(Protocol):
    """What shows that the live projections are right."""

    async def fingerprint(self) -> str:
        """Give a hash of every row of every projection, empty when there is none."""
        ...

    async def count_projections(self) -> Counts:
        """Add up the projections."""
        ...

    async def count_log(self) -> Counts:
        """Add up the log itself, without the projections."""
        ...

    async def mark_projections(self) -> str:
        """Give a hash of what each row of the projections is counted under."""
        ...

    async def mark_log(self) -> str:
        """Give it by the log itself, without the projections."""
        ...


class RebuildSession(WithFigures, WithReplay, Protocol):
    """What making the projections anew needs: one connection of the database's owner."""

    @property
    def shadows(self) -> Shadows:
        """Give the projections beside the live ones."""
        ...

    @property
    def proof(self) -> Proof:
        """Give what shows that the live ones are right."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[object]:
        """Open a transaction in the session; leaving it without an error commits."""
        ...
