"""Where figures are kept, read, made anew and proved, in reporting's words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from services.reporting.event_log.ports import WithEventLog
from services.reporting.figures.model.cross_tables import Counted
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.facts import Knowledge, RequestFacts
from services.reporting.figures.model.proof import Counts
from services.reporting.figures.model.report import Coverage, Figures, LineTold, Period
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.heard_activation import WithActivations
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


class View(Protocol):
    """What another room keeps of facts, in the transaction in which figures learned of them."""

    async def learn(self, events: Sequence[Envelope[Event]]) -> None:
        """Join what is known with what these say."""
        ...


class WithViews(Protocol):
    """A transaction in which other rooms can learn, too."""

    @property
    def views(self) -> Sequence[View]:
        """Give them in their order."""
        ...


class FiguresWork(
    WithFigures, WithViews, WithEventLog, WithSessions, WithActivations, ReceivesBatches, Protocol
):
    """What storing facts needs of a transaction."""


class CountedFigures(Protocol):
    """The figures as staff see them, read without a transaction."""

    async def coverage(self) -> Coverage:
        """Say how far the evidence reaches."""
        ...

    async def count(self, period: Period) -> Figures:
        """Count a period, exercises left out."""
        ...

    async def lines_told(self, day: date) -> Sequence[LineTold]:
        """List what organisations that were here at the end of a day do, and can give."""
        ...

    async def newest_requests(self, limit: int) -> Sequence[RequestFacts]:
        """List the requests that came last, newest first, exercises left out."""
        ...


class CountedMeasures(Protocol):
    """What measures add up to, read without a transaction; exercises are left out."""

    async def count(
        self, wanted: Mapping[str, Sequence[Dim]], period: Period
    ) -> Mapping[str, Sequence[Counted]]:
        """Count each measure by some of its dims."""
        ...

    async def events(
        self, name: str, where: Mapping[Dim, Sequence[str]], period: Period
    ) -> Sequence[UUID]:
        """Give the ids of the events that say what one measure counts under these codes."""
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
