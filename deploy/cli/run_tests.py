"""`./porukalla test`: get what the tests need, run them all, say how it went."""

from typing import Annotated

import typer

from deploy.bounded import Patience
from deploy.cli.exits import Exit
from deploy.packages import PackageError, ensure
from deploy.test_run import ROOT, plan, run_all, summary

# Options that are not ours are pytest's.
PASS_ON = {
    "ignore_unknown_options": True,
    "allow_extra_args": True,
    "help_option_names": ["--help"],
}
NEEDED = ("rabbitmq-server", "caddy", "chromium-headless-shell", "libatomic1", "php-cli")
"""The last runs a receiver of webhooks as an organisation's page shows it."""


PytestArguments = Annotated[
    list[str] | None, typer.Argument(help="Passed on to pytest; a path runs only that.")
]


Minutes = Annotated[
    float,
    typer.Option(
        min=0,
        envvar="PORUKALLA_TEST_MINUTES",
        help="After so long the tests that are running are named, and all is ended.",
    ),
]


def test(pytest_arguments: PytestArguments = None, *, minutes: Minutes = 60) -> None:  # noqa: PT028  # typer's way
    """Install what the tests need and run them all; pytest's own options are passed on."""
    try:
        ensure(NEEDED, ROOT / "var" / "log" / "packages.log", typer.echo)
    except PackageError as error:
        typer.echo(f"{error.__doc__}\n{error}", err=True)
        raise typer.Exit(Exit.USAGE) from error
    patience = Patience.of(minutes)
    with patience.listening():
        code, tallies = run_all(plan(pytest_arguments or []), patience, typer.echo)
    for line in ("", *summary(tallies)):
        typer.echo(line)
    raise typer.Exit(Exit.INTERRUPTED if patience.heard else code)
