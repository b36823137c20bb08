"""Print a verdict: tables in a terminal, tab-separated lines in a pipe, or JSON."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from deploy.verifying.hops import Hop
from deploy.verifying.rules import Check, Verdict

HOP_HEADS = (
    "publisher",
    "consumer",
    "type",
    "sent",
    "handled",
    "parked",
    "discarded",
    "lost",
    "unexpected",
)
CHECK_HEADS = ("rule", "broken", "detail")


def as_json_text(verdict: Verdict) -> str:
    """Give one line of JSON; the schema is told by `porukalla verify --help`."""
    whole = {
        "holds": verdict.holds,
        **figures(verdict),
        "foreign": verdict.foreign,
        "waiting": {**verdict.waiting, **verdict.undelivered},
        "hops": [asdict(hop) for hop in verdict.hops],
        "checks": [asdict(check) for check in verdict.checks],
    }
    return json.dumps(whole, ensure_ascii=False)


def figures(verdict: Verdict) -> dict[str, int]:
    """Give the four numbers that must be zero."""
    return {
        "lost": verdict.lost,
        "unexpected": verdict.unexpected,
        "duplicated": verdict.duplicated,
        "broken_rules": verdict.wrong,
    }


def print_verdict(verdict: Verdict) -> None:
    """Print for a person in a terminal, else tab-separated; the totals come last."""
    if sys.stdout.isatty():
        _print_tables(verdict)
        return
    for line in lines(verdict):
        print(line)


def lines(verdict: Verdict) -> Iterator[str]:
    """Give tab-separated lines, each of which names its kind first."""
    for hop in verdict.hops:
        yield "\t".join(("hop", *_hop_row(hop)))
    for check in verdict.checks:
        yield "\t".join(("rule", *_check_row(check)))
    yield from _remarks(verdict)
    for name, number in figures(verdict).items():
        yield f"{name}\t{number}"


def _remarks(verdict: Verdict) -> Iterator[str]:
    for name, number in {**verdict.waiting, **verdict.undelivered}.items():
        yield f"waiting\t{name}\t{number}"
    if verdict.foreign:
        yield f"foreign\tparked messages that no service said\t{verdict.foreign}"


def _print_tables(verdict: Verdict) -> None:
    from rich.console import Console  # noqa: PLC0415  # slow to import, only for terminals
    from rich.table import Table  # noqa: PLC0415  # see app.py

    console = Console()
    for heads, rows in (
        (HOP_HEADS, [_hop_row(hop) for hop in verdict.hops]),
        (CHECK_HEADS, [_check_row(check) for check in verdict.checks]),
    ):
        table = Table(*heads)
        for row in rows:
            table.add_row(*row)
        console.print(table)
    for remark in _remarks(verdict):
        console.print(remark.replace("\t", "  "), markup=False)
    totals = "   ".join(f"{name} {number}" for name, number in figures(verdict).items())
    console.print(totals, style="bold green" if verdict.holds else "bold red", markup=False)


def _hop_row(hop: Hop) -> tuple[str, ...]:
    numbers = (hop.sent, hop.handled, hop.parked, hop.discarded, hop.lost, hop.unexpected)
    return (hop.publisher, hop.consumer, hop.type, *map(str, numbers))


def _check_row(check: Check) -> tuple[str, ...]:
    return (check.rule, str(check.broken), check.detail)
