"""Organisations out of a log in memory; kept honest by `DirectoryContract`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from services.reporting.directory.model import Listed
from services.reporting.directory.store import listed_of
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.matching import PartnerListed
from tests.support.reporting.state import Stored

_STANDS: Final = {"partner.joined", "partner.paused", "partner.resumed", "partner.left"}


@dataclass(frozen=True)
class FakePartnerReader:
    """Reads the log of a store."""

    store: Stored

    async def listed(self) -> Sequence[Listed]:
        log = self.store.state.log
        told = _newest(event for event in log if event.type == "partner.listed")
        stands = _newest(event for event in log if event.type in _STANDS)
        return [
            listed_of(
                said.data,
                rests=stand.type == "partner.paused",
                changed_at=max(said.time, stand.time),
            )
            for subject, said in told.items()
            if (stand := stands.get(subject))
            and stand.type != "partner.left"
            and not stand.exercise
            and isinstance(said.data, PartnerListed)
        ]


def _newest(events: Iterable[Envelope[Event]]) -> dict[str, Envelope[Event]]:
    ordered = sorted(events, key=lambda event: event.subjectversion)
    return {event.subject: event for event in ordered}
