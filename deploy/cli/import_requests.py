"""`porukalla import requests FILE`: check every row, then hand in the good ones."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from deploy.importing.mapping_file import Plea, Rejected
    from deploy.local.secrets import Secrets
    from shared.sealing.pseudonyms import Pseudonyms

app = typer.Typer(help="Bring data in, through the same door as everyone.", no_args_is_help=True)


@app.callback()
def importing() -> None:
    """Bring data in, through the same door as everyone."""


@app.command("requests")
def requests(  # noqa: PLR0913  # a command's options
    file: Annotated[Path, typer.Argument(help="CSV with a header, UTF-8.", exists=True)],
    *,
    mapping: Annotated[Path, typer.Option(help="TOML: where each field comes from.", exists=True)],
    check: Annotated[bool, typer.Option("--check", help="Check only; nothing is saved.")] = False,
    rejected: Annotated[
        Path | None, typer.Option(help="Where rows that cannot be taken go, with reasons.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(help="Another network than the one running here.")
    ] = None,
    import_pass: Annotated[
        str,
        typer.Option(
            envvar="PORUKALLA_IMPORT_PASS",
            help="The other network's INTAKE_IMPORT_PASS, best as a variable.",
        ),
    ] = "",
    state: State = None,
) -> None:
    """Check all rows first and say what is wrong; then import the good ones.

    Running it again from here doubles nothing: each row has a key of its own, made with one that
    lies in the state folder. Rows that cannot be taken go
    to FILE.rejected.csv (or --rejected) with their reasons, to be mended and tried again.
    """
    from deploy.importing.handed_in import read_rows, write_rejected  # noqa: PLC0415  # see app.py
    from deploy.importing.mapping_file import MappingError, read_mapping  # noqa: PLC0415  # see app.py

    try:
        rows = read_rows(file, read_mapping(mapping), _pseudonyms(state))
    except MappingError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(Exit.USAGE) from error
    origin = url or network_or_exit(state).origin
    shown = import_pass or ("" if url else _secrets(state).import_pass())
    refused = asyncio.run(_run(origin, rows, shown, check_only=check))
    for item in refused:
        typer.echo(f"line {item.line}\t{'; '.join(item.reasons)}", err=True)
    taken = 0 if check else len(rows) - len(refused)
    typer.echo(f"rows\t{len(rows)}\nimported\t{taken}\nrejected\t{len(refused)}")
    if refused and not check:
        write_rejected(rejected or file.with_suffix(".rejected.csv"), refused)
    raise typer.Exit(Exit.FAILED if refused else Exit.OK)


def _pseudonyms(state: Path | None) -> "Pseudonyms":
    from shared.sealing.pseudonyms import Pseudonyms  # noqa: PLC0415  # see app.py

    return Pseudonyms(_secrets(state).import_key())


def _secrets(state: Path | None) -> "Secrets":
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.secrets import Secrets  # noqa: PLC0415  # see app.py

    folders = choose_folders(state)
    folders.make()
    return Secrets(folders.secrets)


async def _run(
    origin: str, rows: list["Plea"], shown: str, *, check_only: bool
) -> list["Rejected"]:
    import httpx  # noqa: PLC0415  # see app.py

    from deploy.cli.progress_bar import advancing  # noqa: PLC0415  # see app.py
    from deploy.importing.door import ClosedDoorError, Door  # noqa: PLC0415  # see app.py
    from deploy.importing.handed_in import check_all, hand_in_all  # noqa: PLC0415  # see app.py

    async with httpx.AsyncClient(base_url=origin, timeout=15) as client:
        door = Door(client, shown)
        try:
            with advancing("checking", len(rows)) as tick:
                refused = await check_all(door, rows, tick)
            lines = {item.line for item in refused}
            good = [row for row in rows if row.line not in lines]
            if not check_only:
                with advancing("importing", len(good)) as tick:
                    refused += await hand_in_all(door, good, tick)
        except ClosedDoorError as error:
            typer.echo(str(error.__doc__), err=True)
            raise typer.Exit(Exit.UNREACHABLE) from error
    return sorted(refused, key=lambda item: item.line)
