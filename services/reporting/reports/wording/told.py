"""What is told of an indicator, as a table that every form of a report is made from."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from services.reporting.documents.model import AtLeast, Cell, Column, Kind, Mark, Table
from services.reporting.documents.rules.text import text_of
from services.reporting.reports.model.content import Names, Told, ToldCell
from services.reporting.reports.model.report import Part
from services.reporting.reports.wording.codes import code_of, side_of
from services.reporting.reports.wording.values import ReportWording

KINDS: Final = {"share": Kind.SHARE, "minutes": Kind.DECIMAL, "euros": Kind.EUROS}
_MOST_DRAWN: Final = 24
_HOUR: Final = Decimal(60)
_TENTH: Final = Decimal("0.1")
_TWO: Final = 2


def kind_of(told: Told) -> Kind:
    """Say what its numbers are."""
    return KINDS.get(told.kind, Kind.COUNT)


def cell_of(cell: ToldCell, told: Told) -> Cell:
    """Give a cell as it is shown: minutes as hours."""
    if told.kind != "minutes":
        return cell
    if isinstance(cell, AtLeast):
        return AtLeast(_hours(Decimal(cell.value)))
    return _hours(cell) if isinstance(cell, Decimal) else cell


def name_of(told: Told, wording: ReportWording) -> str:
    """Name it in the reader's language; of an unconfirmed code that is said."""
    name = in_language(told.name, wording)
    return wording.text("report.unconfirmed", name=name) if told.unconfirmed else name


def in_language(names: Names, wording: ReportWording) -> str:
    """Give the words of the reader's language, or the Finnish ones."""
    return names.get(wording.language) or next(iter(names.values()), "")


def is_apart(told: Told) -> bool:
    """Say whether it has a table of its own: by something, and not from a form."""
    return bool(told.by and told.rows) and told.kind != "entered"


def key_tables(part: Part, every: Iterable[Told], wording: ReportWording) -> list[Table]:
    """Put those of a heading that are one number each together, by the kind of their numbers."""
    rest = [told for told in every if not is_apart(told)]
    forms = [told for told in rest if told.kind == "entered"]
    whole = [told for told in rest if told.kind != "entered"]
    kinds = dict.fromkeys(kind_of(told) for told in whole)
    return [
        _key_table(part, [each for each in whole if kind_of(each) is kind], wording)
        for kind in kinds
    ] + ([_from_forms(part, forms, wording)] if forms else [])


def _name(part: Part, kind: str) -> str:
    return f"{part}-{kind}".replace("_", "-")


def _title(part: Part, kind: str, wording: ReportWording) -> str:
    """Say what it is, and under which heading it stands: a sheet stands by itself."""
    return f"{wording.text(f'report.key.{kind}')}: {wording.text(f'report.part.{part}')}"


def _from_forms(part: Part, every: Sequence[Told], wording: ReportWording) -> Table:
    """Put what only forms can tell together: a row an indicator, a column a code of its cells."""
    codes = sorted({code for told in every for code in told.rows if code})
    dim = next((told.by[0] for told in every if told.by), "")
    return Table(
        name=_name(part, "forms"),
        title=_title(part, "forms", wording),
        finding=_one(every[0], wording),
        columns=[
            Column("indicator", wording.text("report.column.indicator"), Kind.TEXT),
            *(Column(code, code_of(dim, code, wording)) for code in codes),
            Column("sum", wording.text("report.column.sum")),
        ],
        rows=[
            [
                name_of(told, wording),
                *(_of_code(told, code) for code in codes),
                cell_of(told.total, told),
            ]
            for told in every
        ],
        notes=[wording.text("report.note.forms")],
    )


def _of_code(told: Told, code: str) -> Cell:
    if code in told.rows:
        return cell_of(told.row_sums[told.rows.index(code)], told)
    return Mark.UNKNOWN if told.by else ""


def _key_table(part: Part, every: Sequence[Told], wording: ReportWording) -> Table:
    kind = kind_of(every[0])
    aims = any(told.target is not None for told in every)
    columns = [
        Column("indicator", wording.text("report.column.indicator"), Kind.TEXT),
        Column("value", wording.text(f"report.unit.{kind}"), kind),
        *([Column("so_far", wording.text("report.column.so_far"), kind)] if aims else []),
        *([Column("target", wording.text("report.column.target"), kind)] if aims else []),
        Column("basis", wording.text("report.column.basis"), Kind.TEXT),
    ]
    return Table(
        name=_name(part, kind),
        title=_title(part, kind, wording),
        finding=_one(every[0], wording),
        columns=columns,
        rows=[
            [
                name_of(told, wording),
                cell_of(told.total, told),
                *([_so_far(told), _target(told)] if aims else []),
                wording.code("basis", told.basis),
            ]
            for told in every
        ],
        notes=[wording.text("report.note.targets")] if aims else [],
    )


def _so_far(told: Told) -> Cell:
    return "" if told.so_far is None else cell_of(told.so_far, told)


def _target(told: Told) -> Cell:
    return "" if told.target is None else cell_of(told.target, told)


def table_of(told: Told, wording: ReportWording) -> Table:
    """Make the table of one that is taken apart."""
    kind, rows = kind_of(told), _rows(told, wording)
    return Table(
        name=told.code.replace(".", "-").replace("_", "-"),
        title=name_of(told, wording),
        finding=_most(told, rows, wording),
        columns=_columns(told, wording, kind),
        rows=rows,
        sums=[wording.text("report.column.sum"), *_sums(told)],
        notes=_notes(told, wording),
        drawn=_drawn(told),
        is_over_time=told.by[0] == "month",
    )


def _columns(told: Told, wording: ReportWording, kind: Kind) -> list[Column]:
    first = Column(told.by[0], side_of(told.by[0], wording), Kind.TEXT)
    if len(told.by) < _TWO:
        return [first, Column("value", wording.text(f"report.unit.{kind}"), kind)]
    across = [
        Column(code or "unknown", code_of(told.by[1], code, wording), kind) for code in told.columns
    ]
    return [first, *across, Column("sum", wording.text("report.column.sum"), kind)]


def _rows(told: Told, wording: ReportWording) -> list[list[Cell]]:
    return [
        [code_of(told.by[0], code, wording), *_line(told, cells, sums)]
        for code, cells, sums in zip(told.rows, told.cells, told.row_sums, strict=True)
    ]


def _line(told: Told, cells: Sequence[ToldCell], sums: ToldCell) -> list[Cell]:
    every = [*cells, sums] if len(told.by) >= _TWO else [sums]
    return [cell_of(cell, told) for cell in every]


def _sums(told: Told) -> list[Cell]:
    return _line(told, told.column_sums, told.total)


def _drawn(told: Told) -> int | None:
    """Draw the sums of the rows, where there are some and not too many."""
    if not 1 < len(told.rows) <= _MOST_DRAWN:
        return None
    return len(told.columns) + 1 if len(told.by) >= _TWO else 1


def _most(told: Told, rows: Sequence[Sequence[Cell]], wording: ReportWording) -> str:
    """Say what there is most of, and how much that is of all; else how much all is."""
    known = [(row[-1], str(row[0])) for row in rows if isinstance(row[-1], Decimal) and row[-1]]
    if not known:
        return _one(told, wording)
    value, label = max(known, key=lambda each: (Decimal(str(each[0])), each[1]))
    total = cell_of(told.total, told)
    said = text_of(value, kind_of(told), wording.of_documents)
    all_ = text_of(total, kind_of(told), wording.of_documents)
    return wording.text("report.finding.most", label=label, value=said, total=all_)


def _one(told: Told, wording: ReportWording) -> str:
    total = cell_of(told.total, told)
    if isinstance(total, Mark):
        return wording.text(f"report.finding.{total}", name=in_language(told.name, wording))
    value = text_of(total, kind_of(told), wording.of_documents)
    return wording.text("report.finding.one", name=in_language(told.name, wording), value=value)


def _notes(told: Told, wording: ReportWording) -> list[str]:
    said = [wording.text("report.note.basis", basis=wording.code("basis", told.basis))]
    if told.target is not None:
        value = text_of(cell_of(told.target, told), kind_of(told), wording.of_documents)
        said.append(wording.text("report.note.target", value=value))
    if told.so_far is not None:
        value = text_of(cell_of(told.so_far, told), kind_of(told), wording.of_documents)
        said.append(wording.text("report.note.so_far", value=value))
    return said


def _hours(minutes: Decimal) -> Decimal:
    return (minutes / _HOUR).quantize(_TENTH)
