"""Tell each fact of a timeline in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.reporting.reports.wording.values import UNSAID, ReportWording, groups_of
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event


@dataclass(frozen=True, slots=True)
class Line:
    """One fact as the page shows it; `cause` is the number of the line it follows from."""

    number: int
    at: datetime
    sentence: str
    service: str
    type: str
    version: int
    cause: int | None


def tell(events: Sequence[Envelope[Event]], wording: ReportWording) -> list[Line]:
    """Give the lines in the order of the events."""
    numbers = {event.id: at for at, event in enumerate(events, start=1)}
    return [
        Line(
            number=numbers[event.id],
            at=event.time,
            sentence=sentence(event.data, wording),
            service=wording.code("service", event.source.rpartition("/")[2]),
            type=event.type,
            version=event.subjectversion,
            cause=numbers.get(event.causationid) if event.causationid else None,
        )
        for event in events
    ]


def sentence(data: Event, wording: ReportWording) -> str:
    """Say one fact; its fields fill the places of the text with the same names."""
    fields = {name: getattr(data, name) for name in type(data).model_fields if name not in UNSAID}
    groups = groups_of(type(data))
    values = {name: wording.spoken(value, groups.get(name)) for name, value in fields.items()}
    if "service_line" in fields:
        values["what"] = wording.what(fields.get("category"), fields["service_line"])
    if "municipality" in fields:
        values["place"] = wording.place(fields["municipality"])
    return wording.text(f"told.{data.event_type}", **values)
