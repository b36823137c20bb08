"""`porukalla import KIND FILE`: check all rows, then hand in the good ones."""

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

import typer

from deploy.cli.exits import Exit
from deploy.cli.import_doors import Doors, Opening, secrets_of, stop
from deploy.cli.import_options import (
    Check,
    Example,
    File,
    FromOrganisation,
    Mapping,
    Of,
    Pass,
    RejectedFile,
    Unsaid,
    Url,
)
from deploy.cli.options import State
from deploy.cli.reader import language_of

if TYPE_CHECKING:
    from deploy.importing.handed_in import HandedIn
    from shared.sheets.model import Entries
    from shared.sheets.rejected import Rejected

app = typer.Typer(help="Bring data in, through the same doors as everyone.", no_args_is_help=True)

_SAMPLES: Final = Path(__file__).parents[1] / "samples"


@app.callback()
def importing() -> None:
    """Bring data in, through the same doors as everyone."""


@app.command("requests")
def requests(  # noqa: PLR0913  # a command's options
    file: File = None,
    *,
    example: Example = False,
    mapping: Mapping = None,
    check: Check = False,
    if_unsaid: Unsaid = None,
    rejected: RejectedFile = None,
    url: Url = None,
    import_pass: Pass = "",
    state: State = None,
) -> None:
    """Check all rows first and say what is wrong; then import the good ones.

    Running it again doubles nothing, nor does a newer file with the same rows: what was received
    before is counted as such. Rows that cannot be taken go to FILE.rejected.csv (or --rejected)
    with their reasons, to be mended and tried again. A file that cannot be read whole is refused
    before a row is taken.
    """
    where = _Where("requests", file, mapping, rejected, state)
    door = Doors(state, url, import_pass).of_requests
    _import(where, door, _said(if_unsaid or ()), example=example, check_only=check)


@app.command("volunteers")
def volunteers(  # noqa: PLR0913  # a command's options
    file: File = None,
    *,
    from_organisation: FromOrganisation = "",
    example: Example = False,
    mapping: Mapping = None,
    check: Check = False,
    if_unsaid: Unsaid = None,
    rejected: RejectedFile = None,
    state: State = None,
) -> None:
    """Invite who stands on an association's list; nobody is on the roster before they agree.

    One letter each says whose list it was and leads to the form as the list fills it in. They sign
    up, have it erased, or it is erased after 14 days; there is no reminder. Who is here already, or
    was invited within two years, gets none and counts as received before. Ten letters leave a
    second at most. Rejected rows go to a file as with `import requests`.
    """
    where = _Where("volunteers", file, mapping, rejected, state)
    listed = [f"organisation={from_organisation}"] if from_organisation else []
    said = _said([*(if_unsaid or ()), *listed])
    _import(where, Doors(state).of_volunteers, said, example=example, check_only=check)


@app.command("partners")
def partners(  # noqa: PLR0913  # a command's options
    file: File = None,
    *,
    example: Example = False,
    mapping: Mapping = None,
    check: Check = False,
    if_unsaid: Unsaid = None,
    rejected: RejectedFile = None,
    state: State = None,
) -> None:
    """Invite organisations from a list: each contact person gets one letter with their link.

    An organisation that is here already counts as received before, and nobody is written to.
    Rejected rows go to a file as with `import requests`.
    """
    where = _Where("partners", file, mapping, rejected, state)
    door = Doors(state).of_partners
    _import(where, door, _said(if_unsaid or ()), example=example, check_only=check)


@app.command("activities")
def activities(  # noqa: PLR0913  # a command's options
    file: File = None,
    *,
    of: Of = None,
    example: Example = False,
    mapping: Mapping = None,
    check: Check = False,
    if_unsaid: Unsaid = None,
    rejected: RejectedFile = None,
    state: State = None,
) -> None:
    """Write down what an organisation did, on its behalf, from a list with true dates.

    A row that was written down before, here or on the organisation's page, counts as such.
    Rejected rows go to a file as with `import requests`.
    """
    if of is None and not example:
        stop("Whose are they? Say it as --of ID, as `partner list` says it.")
    whose = of or UUID(int=0)
    where = _Where("activities", file, mapping, rejected, state, whose)
    door = partial(Doors(state).of_activities, whose)
    _import(where, door, _said(if_unsaid or ()), example=example, check_only=check)


@dataclass(frozen=True, slots=True)
class _Where:
    kind: str
    file: Path | None
    mapping: Path | None
    rejected: Path | None
    state: Path | None
    of: UUID | None = None
    """Whose rows they are, where they are named by that and by what they say."""


_Open = Callable[[], Opening]


def _import(
    where: _Where, door: _Open, said: dict[str, str], *, example: bool, check_only: bool
) -> None:
    if example:
        sys.stdout.write((_SAMPLES / f"{where.kind}.csv").read_text("utf-8"))
        return
    if where.file is None:
        stop("Which file? `--example` prints one that can be filled in.")
    entries = _read(where, where.file, said)
    done = asyncio.run(_run(door(), entries, check_only=check_only))
    for item in done.rejected:
        typer.echo(f"line {item.line}\t{'; '.join(item.reasons)}", err=True)
    typer.echo("\n".join(_counts(entries, done, check_only=check_only)))
    if done.rejected and not check_only:
        _write(where, where.file, entries, done.rejected)
    raise typer.Exit(Exit.FAILED if done.rejected else Exit.OK)


def _counts(entries: "Entries", done: "HandedIn", *, check_only: bool) -> list[str]:
    """Say what became of each row; the parts add up to the first line."""
    form = entries.sheet.form
    told = {
        "rows": len(entries.read) + entries.left_out,
        "would be handed in" if check_only else "imported": done.taken,
        "received before": done.before,
        "rejected": len(done.rejected),
        "left out": entries.left_out,
    }
    separator = {"\t": "tab"}.get(form.separator, form.separator)
    lines = [f"{name}\t{count}" for name, count in told.items()]
    lines.append(f"read as\t{form.encoding.codec}, between cells {separator}")
    return lines + [f"not read\t{', '.join(entries.unread)}"] * bool(entries.unread)


def _read(where: _Where, file: Path, said: dict[str, str]) -> "Entries":
    from deploy.importing.files import NoFileError, read_mapping  # noqa: PLC0415  # see app.py
    from deploy.importing.handed_in import read_rows  # noqa: PLC0415  # see app.py
    from shared.sheets.faults import SheetError  # noqa: PLC0415  # see app.py
    from shared.sheets.mapping import MappingError  # noqa: PLC0415  # see app.py
    from shared.web.sheet_wording import SheetWording  # noqa: PLC0415  # see app.py

    try:
        by = read_mapping(where.mapping) if where.mapping else None
        return read_rows(file, by, _keyed(where), where.kind, said)
    except (NoFileError, MappingError) as error:
        stop(str(error))
    except SheetError as error:
        stop(SheetWording.of_kit(language_of(os.environ)).of_file(error))


def _keyed(where: _Where) -> Callable[..., str]:
    """Give how rows are named, so that one that comes again is known."""
    if where.of is not None:
        from services.matching.operating import keyed  # noqa: PLC0415  # see app.py

        return keyed(where.of)
    from shared.sealing.pseudonyms import Pseudonyms  # noqa: PLC0415  # see app.py

    return Pseudonyms(secrets_of(where.state).import_key()).of


def _said(pairs: Sequence[str]) -> dict[str, str]:
    if any("=" not in pair for pair in pairs):
        stop("--if-unsaid wants FIELD=VALUE, such as urgency=today.")
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}


def _write(where: _Where, file: Path, entries: "Entries", rejected: "Sequence[Rejected]") -> None:
    from deploy.importing.files import write_rejected  # noqa: PLC0415  # see app.py

    target = where.rejected or file.with_suffix(".rejected.csv")
    try:
        write_rejected(target, entries.sheet, rejected)
    except OSError as error:
        typer.echo(f"{target}: {error.strerror}; name another with --rejected.", err=True)


async def _run(opening: Opening, entries: "Entries", *, check_only: bool) -> "HandedIn":
    from deploy.cli.progress_bar import advancing  # noqa: PLC0415  # see app.py
    from deploy.importing.door import ClosedDoorError  # noqa: PLC0415  # see app.py
    from deploy.importing.handed_in import import_all  # noqa: PLC0415  # see app.py

    try:
        async with opening as door:
            return await import_all(door, entries, advancing, check_only=check_only)
    except ClosedDoorError as error:
        typer.echo(str(error.__doc__), err=True)
        raise typer.Exit(Exit.UNREACHABLE) from error
