"""Print one look: tables in a terminal, tab-separated lines in a pipe, or JSON."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deploy.watching.figures import (
    Figures,
    LetterFigures,
    LifeFigures,
    PhoneFigures,
    QueueFigures,
    ServiceFigures,
)

if TYPE_CHECKING:
    from rich.table import Table

Row = Sequence[str]
SERVICE_HEADS = ("service", "ready", "restarts", "unsent", "oldest unsent s", "set aside")
QUEUE_HEADS = ("queue", "waiting", "oldest s", "retry", "parked", "consumers")


@dataclass(frozen=True, slots=True)
class Page:
    """One look with where it was taken."""

    figures: Figures
    origin: str
    state: str


def as_json_text(page: Page) -> str:
    """Give one line of JSON; the schema is told by `porukalla status --help`."""
    whole = {
        "verdict": page.figures.verdict,
        "troubles": page.figures.troubles,
        "warnings": page.figures.warnings,
        "origin": page.origin,
        "state": page.state,
        **page.figures.model_dump(mode="json"),
    }
    return json.dumps(whole, ensure_ascii=False)


def print_page(page: Page, *, again: bool = False) -> None:
    """Print for a person in a terminal, else tab-separated; `again` clears the screen first."""
    if sys.stdout.isatty():
        _print_tables(page, again=again)
        return
    for line in lines(page):
        print(line)
    sys.stdout.flush()


def lines(page: Page) -> Iterator[str]:
    """Give tab-separated lines: verdict, troubles, letters, services, queues; the kind first."""
    yield f"verdict\t{page.figures.verdict}\t{page.origin}\t{page.state}"
    for trouble in page.figures.troubles:
        yield f"trouble\t{trouble}"
    for warning in page.figures.warnings:
        yield f"warning\t{warning}"
    yield "\t".join(("letters", *_letters_row(page.figures.letters)))
    yield "\t".join(("phone", _phone(page.figures.phone)))
    yield "\t".join(("life", _life(page.figures.life)))
    for service in page.figures.services:
        yield "\t".join(("service", *_service_row(service)))
    for queue in page.figures.queues or ():
        yield "\t".join(("queue", *_queue_row(queue)))


def _print_tables(page: Page, *, again: bool) -> None:
    from rich.console import Console  # noqa: PLC0415  # slow to import, only for terminals

    console = Console()
    if again:
        console.clear()
    console.print(_table(SERVICE_HEADS, [_service_row(one) for one in page.figures.services]))
    console.print(_table(QUEUE_HEADS, [_queue_row(one) for one in page.figures.queues or ()]))
    console.print("letters: " + ", ".join(_letters_row(page.figures.letters)), markup=False)
    console.print(f"phone: {_phone(page.figures.phone)}", markup=False)
    console.print(f"life: {_life(page.figures.life)}", markup=False)
    console.print(f"{page.figures.verdict}  {page.origin}  {page.state}", markup=False)
    for trouble in page.figures.troubles:
        console.print(f"! {trouble}", markup=False)
    for warning in page.figures.warnings:
        console.print(f"? {warning}", markup=False)


def _table(heads: Row, rows: Sequence[Row]) -> "Table":
    """Make a table in which names stand whole; on a narrow screen figures go over two lines."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  # see app.py
    from rich.table import Column, Table  # noqa: PLC0415  # see app.py

    figures = (Column(head, overflow="fold") for head in heads[1:])
    table = Table(Column(heads[0], no_wrap=True), *figures, box=SIMPLE_HEAD)
    for row in rows:
        table.add_row(*row)
    return table


def _letters_row(letters: LetterFigures | None) -> Row:
    if letters is None:
        return ("unknown",)
    if letters.stuck or letters.last_sent_at is None:
        return (letters.verdict,)
    return (letters.verdict, f"last {letters.last_sent_at:%Y-%m-%d %H:%M:%S} UTC")


def _phone(phone: PhoneFigures | None) -> str:
    return "unknown" if phone is None else f"{phone.answering} answer now"


def _life(life: LifeFigures | None) -> str:
    if life is None:
        return "unknown"
    until = f", decided until {life.valid_until}" if life.valid_until else ""
    return f"{life.state} since {life.since:%Y-%m-%d %H:%M} UTC{until}"


def _service_row(service: ServiceFigures) -> Row:
    return (
        service.name,
        service.ready,
        _shown(service.restarts),
        _shown(service.unsent),
        _shown(service.oldest_unsent_seconds),
        _shown(service.set_aside),
    )


def _queue_row(queue: QueueFigures) -> Row:
    least = "≥ " if queue.oldest_is_least else ""
    return (
        queue.name,
        str(queue.waiting),
        f"{least}{_shown(queue.oldest_seconds)}",
        str(queue.retrying),
        str(queue.parked),
        str(queue.consumers),
    )


def _shown(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:g}"
