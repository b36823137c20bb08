"""`porukalla report`: what funders are told of projects and periods."""

import asyncio
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn, TypeVar

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State, network_files

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from services.reporting.operating import ReportDesk, Which

app = typer.Typer(help="Reports to funders.", no_args_is_help=True)

ResultT = TypeVar("ResultT")
ProjectCode = Annotated[str, typer.Option("--project", help="Its code in projects.toml.")]
Period = Annotated[str, typer.Option("--period", help="First and last day: 2026-01-01/2026-06-30.")]
Formats = Annotated[str, typer.Option("--format", help="Some of pdf, xlsx, csv, json.")]
Spoken = Annotated[str, typer.Option("--language", help="fi, sv or en.")]
Folder = Annotated[Path, typer.Option("--folder", help="Where the files go.", file_okay=False)]
LANGUAGES: Final = ("fi", "sv", "en")


@app.command("list")
def list_reports(
    *, as_json: Annotated[bool, typer.Option("--json")] = False, state: State = None
) -> None:
    """List every period of every project: days, number and version, how far its report is."""

    async def listed(desk: "ReportDesk") -> list[dict[str, object]]:
        every = await desk.every()
        return [_row(which, every.get(which)) for which in desk.periods()]

    rows = _run(state, listed)
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print("\t".join(str(value) for value in row.values()))


@app.command("make")
def make(  # noqa: PLR0913  # a command's options
    project: ProjectCode,
    period: Period,
    *,
    formats: Formats = "pdf,xlsx,csv,json",
    language: Spoken = "fi",
    folder: Folder = Path(),
    state: State = None,
) -> None:
    """Write a report's files into a folder; one that nobody began is begun.

    What is not published yet says on every page that it is a draft.
    """
    from services.reporting.operating import FORMATS, Language  # noqa: PLC0415  # see app.py

    which, wanted = _which(project, period), [each.strip() for each in formats.split(",")]
    if wrong := [each for each in wanted if each not in FORMATS]:
        _refuse(f"No form is called {', '.join(wrong)}: {', '.join(FORMATS)}.", Exit.USAGE)
    if language not in LANGUAGES:
        _refuse(f"Reports are in {', '.join(LANGUAGES)}.", Exit.USAGE)
    made = _run(state, lambda desk: desk.make(which, wanted, Language(language)))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        part = folder / f".{name}.part"
        part.write_bytes(content)
        part.replace(folder / name)
        print(f"{folder / name}\t{len(content)}")


@app.command("show")
def show(project: ProjectCode, period: Period, state: State = None) -> None:
    """Say how far a report is, and whether what is published has the hash that was announced."""
    from services.reporting.operating import is_as_published  # noqa: PLC0415  # see app.py

    reading = _run(state, lambda desk: desk.show(_which(project, period)))
    if reading is None:
        _refuse("Nobody began this report.")
    report = reading.stored.report
    print(f"number\t{report.number}\nstate\t{report.state}\nversion\t{report.edition}")
    print(f"hash\t{reading.hash}")
    for edition in reading.stored.published:
        is_kept = "as published" if is_as_published(edition) else "CHANGED"
        print(f"version {edition.number}\t{edition.published_at}\t{edition.hash}\t{is_kept}")
    if not all(map(is_as_published, reading.stored.published)):
        raise typer.Exit(Exit.FAILED)


@app.command("publish")
def publish(project: ProjectCode, period: Period, state: State = None) -> None:
    """Publish what somebody of the staff has reviewed."""
    from services.reporting.operating import Edition  # noqa: PLC0415  # see app.py

    done = _run(state, lambda desk: desk.publish(_which(project, period)))
    if not isinstance(done, Edition):
        _refuse(f"Not published: {done}.")
    print(f"published\tversion {done.number}\t{done.hash}")


def _row(which: "Which", report: object) -> dict[str, object]:
    return {
        "project": which.project,
        "first": str(which.first),
        "last": str(which.last),
        "number": getattr(report, "number", "-"),
        "version": getattr(report, "edition", "-"),
        "state": str(getattr(report, "state", "not begun")),
    }


def _which(project: str, period: str) -> "Which":
    from services.reporting.operating import Which  # noqa: PLC0415  # see app.py

    try:
        first, last = map(date.fromisoformat, period.split("/"))
    except ValueError:
        _refuse("A period is written as 2026-01-01/2026-06-30.", Exit.USAGE)
    return Which(project, first, last)


def _run(state: Path | None, act: "Callable[[ReportDesk], Awaitable[ResultT]]") -> ResultT:
    from services.reporting.operating import NoSuchPeriodError, report_desk  # noqa: PLC0415  # see app.py

    dsn = network_or_exit(state).databases["reporting"]

    async def at_desk() -> ResultT:
        async with report_desk(dsn, **network_files(state)) as desk:
            return await act(desk)

    try:
        return asyncio.run(at_desk())
    except NoSuchPeriodError:
        _refuse("No project has this code and a reporting period of these days.", Exit.USAGE)


def _refuse(why: str, code: Exit = Exit.FAILED) -> NoReturn:
    print(why, file=sys.stderr)
    raise typer.Exit(code)
