"""`./porukalla test`: get what the tests need, run them all, say how it went."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.axe import axe_script, can_fetch
from deploy.packages import PackageError, ensure
from deploy.testing import ROOT, plan, run_all, summary

# Options that are not ours are pytest's.
PASS_ON = {
    "ignore_unknown_options": True,
    "allow_extra_args": True,
    "help_option_names": ["--help"],
}
NEEDED = ("rabbitmq-server", "caddy", "chromium")


PytestArguments = Annotated[
    list[str] | None, typer.Argument(help="Passed on to pytest; a path runs only that.")
]


def test(pytest_arguments: PytestArguments = None) -> None:  # noqa: PT028  # typer's way
    """Install what the tests need and run them all; pytest's own options are passed on."""
    try:
        prepare(ROOT / "var" / "log" / "packages.log")
    except PackageError as error:
        typer.echo(f"{error.__doc__}\n{error}", err=True)
        raise typer.Exit(2) from error
    code, tallies = run_all(plan(pytest_arguments or []))
    typer.echo()
    for line in summary(tallies):
        typer.echo(line)
    raise typer.Exit(code)


def prepare(log: Path) -> None:
    """Get servers, browser and the accessibility checker; raises PackageError."""
    ensure(NEEDED if can_fetch() else (*NEEDED, "npm"), log)
    axe_script()
