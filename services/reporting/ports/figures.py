"""What the facts add up to."""

from collections.abc import Sequence
from typing import Protocol

from services.reporting.domain.figures import Coverage, Figures, Period
from services.reporting.domain.model import Knowledge, RequestFacts


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
