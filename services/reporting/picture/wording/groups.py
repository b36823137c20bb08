"""By need, area, channel and language; and those who help, as tables with their findings."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from services.reporting.documents.model import Column, Kind, Table
from services.reporting.figures.model.report import CapacityGroup, MissedCalls
from services.reporting.picture.model import Calls, Dim, Group, Picture, Volunteers, Weeks
from services.reporting.picture.wording.words import PictureWording
from shared.contracts.call_words import CallDirection
from shared.contracts.words import Basis


def group_tables(picture: Picture, say: PictureWording) -> list[Table]:
    """Give a table a dimension, with who of it waits now."""
    groups, waiting = picture.weeks.groups, picture.live.unfound
    return [_group(dim, groups[dim], waiting[dim], say) for dim in Dim if groups[dim]]


def helper_tables(picture: Picture, say: PictureWording) -> list[Table]:
    """Give the tables of those who help; each only where there is anything in it."""
    weeks = picture.weeks
    tables = [_volunteers(weeks.volunteers, say)] if weeks.volunteers.offered else []
    tables += [_capacity(picture.capacity, say)] if picture.capacity else []
    tables += [_activities(weeks, say)] if weeks.activities else []
    return [*tables, *([_calls(weeks, say)] if weeks.calls or weeks.missed.whole else [])]


def _group(
    dim: Dim, groups: Sequence[Group], waiting: Mapping[str, int], say: PictureWording
) -> Table:
    most = max(groups, key=lambda group: group.asked)
    whole = sum(group.asked for group in groups)
    return Table(
        name=dim,
        title=say.text(f"picture.{dim}.title"),
        finding=_most(say.kind_of(dim, most.code), most.asked, whole, say),
        columns=[
            Column(dim, say.text(f"picture.{dim}.label"), Kind.TEXT),
            Column("asked", say.text("picture.column.asked")),
            Column("helped", say.text("picture.column.helped")),
            Column("waiting", say.text("picture.column.waiting")),
        ],
        rows=[
            [say.kind_of(dim, group.code), group.asked, group.helped, waiting.get(group.code, 0)]
            for group in groups
        ],
        drawn=1,
    )


def _most(label: str, value: int, whole: int, say: PictureWording) -> str:
    return say.text(
        "picture.most",
        label=label,
        value=say.number(value),
        share=say.percent(Decimal(value) / whole if whole else Decimal(0)),
    )


def _volunteers(volunteers: Volunteers, say: PictureWording) -> Table:
    numbers = {
        "offered": volunteers.offered,
        "active": volunteers.active,
        "paused": volunteers.paused,
        "left": volunteers.left,
        "asked": volunteers.asked,
        "helping": volunteers.helping,
        "idle": volunteers.idle,
    }
    return Table(
        name="volunteers",
        title=say.text("picture.volunteers.title"),
        finding=say.text(
            "picture.volunteers.finding",
            idle=say.number(volunteers.idle),
            active=say.number(volunteers.active),
            share=say.percent(Decimal(volunteers.idle) / max(volunteers.active, 1)),
        ),
        columns=[
            Column("what", say.text("picture.volunteers.label"), Kind.TEXT),
            Column("volunteers", say.text("picture.column.volunteers")),
        ],
        rows=[[say.text(f"picture.volunteers.{name}"), each] for name, each in numbers.items()],
        notes=[say.text("picture.volunteers.note")],
        drawn=1,
    )


def _capacity(groups: Sequence[CapacityGroup], say: PictureWording) -> Table:
    """Bags and visits are neither added up nor compared, so nothing is drawn."""
    return Table(
        name="capacity",
        title=say.text("report.capacity.title"),
        finding=say.text("report.capacity.finding"),
        columns=[
            Column("what", say.text("report.capacity.label"), Kind.TEXT),
            Column("amount", say.text("report.column.amount")),
            Column("organisations", say.text("report.column.organisations")),
            Column("unlimited", say.text("report.column.unlimited")),
        ],
        rows=[
            [_alike(group, say), group.amount, group.organisations, group.unlimited]
            for group in groups
        ],
    )


def _alike(group: CapacityGroup, say: PictureWording) -> str:
    line = say.code("line", group.service_line)
    unit, per = say.code("capacity_unit", group.unit), say.code("capacity_per", group.per)
    return f"{line}: {unit} {per}"


def _activities(weeks: Weeks, say: PictureWording) -> Table:
    rows = [
        (_line(each.service_line, each.basis, say), each.headcount, each.activities)
        for each in weeks.activities
    ]
    most = max(rows, key=lambda row: row[1])
    return Table(
        name="activities",
        title=say.text("picture.activities.title"),
        finding=say.text(
            "picture.activities.finding",
            times=say.number(sum(row[2] for row in rows)),
            label=most[0],
            value=say.number(most[1]),
        ),
        columns=[
            Column("line", say.text("report.activities.label"), Kind.TEXT),
            Column("headcount", say.text("report.column.headcount")),
            Column("activities", say.text("report.column.activities")),
        ],
        rows=rows,
        drawn=1,
    )


def _line(line: str, basis: str, say: PictureWording) -> str:
    said = say.code("line", line)
    return said if basis == Basis.COUNTED else f"{said} ({say.code('basis', basis)})"


def _ended(calls: Calls, say: PictureWording) -> tuple[str, str]:
    direction = say.code("call_direction", calls.direction)
    return direction, say.code("call_outcome", calls.outcome)


def _missed(missed: MissedCalls, say: PictureWording) -> list[tuple[str, int]]:
    direction = say.code("call_direction", CallDirection.INBOUND)
    counted = {"missed": missed.unreached, "returned": missed.returned}
    return [
        (f"{direction}: {say.text(f'report.calls.{name}')}", calls)
        for name, calls in counted.items()
        if calls
    ]


def _calls(weeks: Weeks, say: PictureWording) -> Table:
    rows = [(": ".join(_ended(each, say)), each.calls) for each in weeks.calls]
    rows = sorted([*rows, *_missed(weeks.missed, say)], key=lambda row: -row[1])
    whole = sum(row[1] for row in rows)
    return Table(
        name="calls",
        title=say.text("report.calls.title"),
        finding=say.text(
            "picture.calls.finding",
            calls=say.number(whole),
            label=rows[0][0],
            value=say.number(rows[0][1]),
        ),
        columns=[
            Column("outcome", say.text("report.calls.label"), Kind.TEXT),
            Column("calls", say.text("report.column.calls")),
        ],
        rows=rows,
        notes=[
            say.text(
                "picture.calls.note",
                missed=say.number(weeks.missed.whole),
                returned=say.number(weeks.missed.returned),
            )
        ],
        drawn=1,
    )
