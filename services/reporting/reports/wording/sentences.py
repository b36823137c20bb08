"""Tell each fact of a timeline in one sentence; letters alike that follow each other are one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from services.reporting.reports.wording.values import UNSAID, ReportWording, groups_of
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event, LaterEvent
from shared.contracts.matching import MatchProposed
from shared.contracts.notify import NotificationSent
from shared.web.catalogues import UnknownTextError

OF_ASKER = "letter.to_asker"
OF_HELPER = "letter.to_helper"


@dataclass(frozen=True, slots=True)
class Detail:
    """What only those who look after the machines ask of a fact.

    `cause` is the number of the line it follows from.
    """

    type: str
    version: int
    cause: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One fact as the page shows it, or some letters alike."""

    number: int
    at: datetime
    sentence: str
    service: str
    details: Sequence[Detail]


def tell(events: Sequence[Envelope[Event]], wording: ReportWording) -> list[Line]:
    """Give the lines in the order of the events; of proposals at once the first comes first."""
    ordered = sorted(events, key=lambda event: (event.time, _attempt(event.data)))
    together = [list(group) for _, group in groupby(_keyed(ordered), key=lambda each: each[0])]
    groups = [[event for _, event in group] for group in together]
    numbers = {event.id: at for at, group in enumerate(groups, start=1) for event in group}
    return [_line(group, numbers, wording) for group in groups]


def _keyed(events: Iterable[Envelope[Event]]) -> Iterable[tuple[object, Envelope[Event]]]:
    """Name what stands on one line: letters of one kind to one role, and each other fact alone."""
    for event in events:
        data = event.data
        if isinstance(data, NotificationSent):
            yield (data.template, data.channel, data.about == event.correlationid), event
        else:
            yield event.id, event


def _line(
    group: Sequence[Envelope[Event]], numbers: dict[UUID, int], wording: ReportWording
) -> Line:
    first = group[0]
    return Line(
        number=numbers[first.id],
        at=first.time,
        sentence=_told(group, wording),
        service=wording.code("service", first.source.rpartition("/")[2]),
        details=[
            Detail(
                event.type,
                event.subjectversion,
                numbers.get(event.causationid) if event.causationid else None,
            )
            for event in group
        ],
    )


def _told(group: Sequence[Envelope[Event]], wording: ReportWording) -> str:
    first = group[0]
    if not isinstance(first.data, NotificationSent):
        return sentence(first.data, wording)
    letter = _letter(first.data, wording, is_askers=first.data.about == first.correlationid)
    if len(group) == 1:
        return wording.text("told.notification.sent", letter=letter)
    return wording.text("told.letters.sent", letter=letter, count=wording.number(len(group)))


def _letter(data: NotificationSent, wording: ReportWording, *, is_askers: bool) -> str:
    """Name a letter by what it says and to whom; one of a later version by its role alone."""
    try:
        return wording.text(f"letter.{data.template}")
    except UnknownTextError:
        return wording.text(OF_ASKER if is_askers else OF_HELPER)


def _attempt(data: Event) -> int:
    return data.attempt if isinstance(data, MatchProposed) else 0


def sentence(data: Event, wording: ReportWording) -> str:
    """Say one fact; its fields fill the places of the text with the same names."""
    if isinstance(data, LaterEvent):
        return wording.text("told.later")
    fields = {name: getattr(data, name) for name in type(data).model_fields if name not in UNSAID}
    groups = groups_of(type(data))
    values = {name: wording.spoken(value, groups.get(name)) for name, value in fields.items()}
    if "service_line" in fields:
        values["what"] = wording.what(
            fields.get("category"), fields["service_line"], fields.get("also") or ()
        )
    if "municipality" in fields:
        values["place"] = wording.place(fields["municipality"])
    if "urgency" in values:
        values["urgency"] = values["urgency"][:1].lower() + values["urgency"][1:]
    if isinstance(data, NotificationSent):
        values["letter"] = _letter(data, wording, is_askers=False)
    return wording.text(f"told.{data.event_type}", **values)
