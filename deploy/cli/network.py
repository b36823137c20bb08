"""`porukalla network`: a network's own data as one file, from one town to another."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeAlias

import typer

from deploy.cli.exits import Exit
from deploy.cli.network_init import init, read
from deploy.cli.options import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deploy.playbook.document import Playbook
    from deploy.playbook.faults import Fault
    from deploy.playbook.shelf import Shelf

    Files: TypeAlias = Mapping[str, bytes]

app = typer.Typer(help="The network's own data: as one file, and back.", no_args_is_help=True)

app.command("init")(init)

File = Annotated[Path, typer.Argument(help="The playbook.", dir_okay=False)]


@app.command("export")
def export(
    file: File,
    *,
    with_names: Annotated[
        bool,
        typer.Option("--with-names", help="Also who of the staff is rung, and on which number."),
    ] = False,
    state: State = None,
) -> None:
    """Write all that this network knows and says as data into one file: its playbook.

    Names and numbers of the contact tree, and who tried which number, stay at home unless you say
    --with-names. Keys and passwords are never in it.
    """
    from deploy.playbook.check import faults_in  # noqa: PLC0415  # see app.py
    from deploy.playbook.document import written  # noqa: PLC0415  # see app.py
    from deploy.playbook.people import people_left  # noqa: PLC0415  # see app.py

    shelf = _shelf(state)
    if faults := faults_in(shelf.files):
        refuse(faults)
    playbook = shelf.playbook(datetime.now(UTC), with_names=with_names)
    if not with_names and (left := [*people_left(playbook.files, playbook.town)]):
        refuse(left)
    file.write_text(written(playbook), "utf-8")
    names = "with" if with_names else "without"
    print(f"{file}: {len(playbook.files)} files of {playbook.town}, {names} names of staff")


@app.command("import")
def import_(
    file: File,
    *,
    only_check: Annotated[bool, typer.Option("--check", help="Only look.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Take this file or folder alone, as triage.yaml; may be repeated."),
    ] = None,
    state: State = None,
) -> None:
    """Take a playbook into use; everything in it is checked before anything is written.

    What was there before is kept: see `network history` and `network undo`. Exit 1, and a line for
    each thing that is wrong, when something is.
    """
    shelf, playbook = _shelf(state), readable(file)
    print(f"{file.name}: {playbook.town}, {playbook.made_at:%Y-%m-%d}, by {playbook.release}")
    files = _chosen(file, playbook.files, only, shelf.files) if only else playbook.files
    _show_changes(shelf, files)
    if not only_check:
        _take(shelf, files)


@app.command("check")
def check(state: State = None) -> None:
    """Say all that is wrong with the files of this network; exit 1 when something is."""
    from deploy.playbook.check import faults_in  # noqa: PLC0415  # see app.py

    files = _shelf(state).files
    if faults := faults_in(files):
        refuse(faults)
    print(f"{len(files)} files, nothing wrong")


@app.command("print")
def print_(
    folder: Annotated[Path, typer.Argument(help="Where the files go.", file_okay=False)],
    *,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", help="fi, sv or en; else those of the contact tree."),
    ] = None,
    state: State = None,
) -> None:
    """Write what works without machines, as PDF: phone tree, checklists, blank forms, help lines.

    `all.fi.pdf` has everything; each part is a file, too, to be copied by itself.
    """
    from deploy.playbook.check import faults_in  # noqa: PLC0415  # see app.py
    from deploy.playbook.new_town import language_called  # noqa: PLC0415  # see app.py
    from deploy.playbook.printed.bundle import printed, tree_of  # noqa: PLC0415  # see app.py
    from shared.clock import HELSINKI  # noqa: PLC0415  # see app.py

    files = _shelf(state).files
    if faults := faults_in(files):
        refuse(faults)
    wanted = [read("language", language_called, each) for each in language or ()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in wanted or tree_of(files).languages:
        for name, content in printed(files, each, datetime.now(HELSINKI).date()).items():
            (folder / name).write_bytes(content)
            print(folder / name)


@app.command("history")
def history(state: State = None) -> None:
    """List what the files were before each import, the latest first: each is a playbook itself."""
    for version in _shelf(state).versions():
        print(version)


@app.command("undo")
def undo(state: State = None) -> None:
    """Take back the last import; once more, and the undoing is taken back."""
    shelf = _shelf(state)
    versions = shelf.versions()
    if not versions:
        print("Nothing was imported here.", file=sys.stderr)
        raise typer.Exit(Exit.FAILED)
    files = readable(versions[0]).files
    _show_changes(shelf, files)
    _take(shelf, files)


def _shelf(state: Path | None) -> "Shelf":
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.playbook.shelf import Shelf  # noqa: PLC0415  # see app.py

    return Shelf(choose_folders(state))


def readable(file: Path) -> "Playbook":
    """Read it and try all that is in it; where something is wrong, say so and exit."""
    from deploy.playbook.check import faults_in  # noqa: PLC0415  # see app.py
    from deploy.playbook.document import read_playbook  # noqa: PLC0415  # see app.py
    from deploy.playbook.faults import Fault, PlaybookError  # noqa: PLC0415  # see app.py

    try:
        playbook = read_playbook(file.read_text("utf-8"), file.name)
    except PlaybookError as error:
        refuse(error.faults)
    except OSError as error:
        refuse([Fault(str(file), None, f"cannot be read: {error.strerror}")])
    except UnicodeDecodeError:
        refuse([Fault(file.name, None, "is no playbook: it is not in UTF-8")])
    if faults := faults_in(playbook.files):
        refuse([fault.seen_in(file.name, playbook.begins) for fault in faults])
    return playbook


def _chosen(file: Path, files: "Files", only: "Sequence[str]", others: "Files") -> "Files":
    """Take what was chosen beside what is here, and try that too."""
    from deploy.playbook.check import faults_in  # noqa: PLC0415  # see app.py
    from deploy.playbook.faults import Fault  # noqa: PLC0415  # see app.py
    from deploy.playbook.files import is_of, parts_of  # noqa: PLC0415  # see app.py

    missing = [each for each in only if not any(is_of(name, {each}) for name in files)]
    if missing:
        refuse([Fault(file.name, None, f"--only {each}: is not in it") for each in missing])
    together = parts_of(files, only, others)
    if faults := faults_in(together):
        refuse(faults)
    return together


def _show_changes(shelf: "Shelf", files: "Files") -> None:
    from deploy.playbook.changes import changes  # noqa: PLC0415  # see app.py
    from deploy.playbook.shelf import town_of  # noqa: PLC0415  # see app.py

    now = shelf.files
    print(*([*changes(now, files)] or ["nothing changes"]), sep="\n")
    if town_of(now) != town_of(files):
        print(f"This makes a network of {town_of(now)} one of {town_of(files)}: --only takes parts")


def _take(shelf: "Shelf", files: "Files") -> None:
    before = shelf.replace(files, datetime.now(UTC))
    option = f" --state {shelf.folders.state}"
    print(f"in {shelf.folders.network}; what was before: {before}")
    print(f"It is in use from the next start: ./porukalla down{option}; ./porukalla up{option}")


def refuse(faults: "Sequence[Fault]") -> NoReturn:
    """Say all that is wrong, and end."""
    print(*faults, sep="\n", file=sys.stderr)
    things = "thing is" if len(faults) == 1 else "things are"
    print(f"{len(faults)} {things} wrong; nothing was written", file=sys.stderr)
    raise typer.Exit(Exit.FAILED)
