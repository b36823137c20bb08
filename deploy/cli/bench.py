"""`porukalla bench`: figures as ratios of two sides timed in one run."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deploy.cli.exits import Exit

if TYPE_CHECKING:
    from tests.bench.measuring import Row

app = typer.Typer(help="Measure, as ratios in one run.", no_args_is_help=True)


@app.callback()
def bench() -> None:
    """Measure, as ratios in one run."""


@app.command("backbone")
def backbone(
    json: Annotated[Path | None, typer.Option("--json", help="Write the rows here too.")] = None,
) -> None:
    """Measure relay, consumption, latency and acceptance (about five minutes).

    Starts private durable servers, or uses PORUKALLA_RABBIT_URL and PORUKALLA_POSTGRES_URL.
    Exits with 1 when a goal is missed.
    """
    _tell(_backbone(), json)


@app.command("matching")
def matching(
    *,
    full: Annotated[
        bool, typer.Option("--full", help="A million volunteers and ten thousand requests.")
    ] = False,
    json: Annotated[Path | None, typer.Option("--json", help="Write the rows here too.")] = None,
) -> None:
    """Measure solver, index, claims and policies (two minutes; with --full eleven).

    Starts a private durable PostgreSQL, or uses PORUKALLA_POSTGRES_URL. Exits with 1 when a goal
    is missed; the goals of the largest sizes hold with --full only.
    """
    _tell(_matching(full=full), json)


@app.command("intake")
def intake(
    *,
    seconds: Annotated[
        float, typer.Option("--seconds", help="How long twenty operators answer the phone.")
    ] = 60,
    json: Annotated[Path | None, typer.Option("--json", help="Write the rows here too.")] = None,
) -> None:
    """Measure calls among 100,000 who called before, and the board (four minutes).

    Starts private durable servers, or uses PORUKALLA_RABBIT_URL and PORUKALLA_POSTGRES_URL, and
    Chromium. Exits with 1 when a goal is missed.
    """
    from tests.bench.intake.running import intake_rows  # noqa: PLC0415  # see app.py

    _tell(_over_servers(lambda rabbit, dsn: intake_rows(rabbit, dsn, seconds)), json)


@app.command("partners")
def partners(
    json: Annotated[Path | None, typer.Option("--json", help="Write the rows here too.")] = None,
) -> None:
    """Measure what partners are told, choosing one among 1,000, and their pages (three minutes).

    Starts a private durable PostgreSQL, or uses PORUKALLA_POSTGRES_URL. Exits with 1 when a goal
    is missed.
    """
    from tests.bench.partners.running import partner_rows  # noqa: PLC0415  # see app.py

    _tell(_over_postgres(partner_rows), json)


@app.command("reporting")
def reporting(
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Over a log of a million events (many minutes).")
    ] = False,
    json: Annotated[Path | None, typer.Option("--json", help="Write the rows here too.")] = None,
) -> None:
    """Measure the log of events and what is made of it (a minute; with --full many).

    Starts a private durable PostgreSQL, or uses PORUKALLA_POSTGRES_URL. Exits with 1 when a goal
    is missed.
    """
    from tests.bench.reporting.running import reporting_rows  # noqa: PLC0415  # see app.py

    _tell(_over_postgres(lambda admin_dsn: reporting_rows(admin_dsn, full=full)), json)


@app.command("network")
def network(
    json: Annotated[Path | None, typer.Option("--json", help="Write the rows here too.")] = None,
) -> None:
    """Measure a whole network: idle, pleas on their way, pages after years (seven minutes).

    Starts one of its own, with private servers. Exits with 1 when a goal is missed.
    """
    from tests.bench.network.running import network_rows  # noqa: PLC0415  # see app.py

    _tell(network_rows(), json)


@app.command("verify")
def verify(
    json: Annotated[Path | None, typer.Option("--json", help="Write the rows here too.")] = None,
) -> None:
    """Reconcile made-up records of a million requests (ten minutes, and 4 GB of disk).

    Starts private servers. Exits with 1 when a goal is missed.
    """
    _tell(_verify(), json)


@app.command("doors")
def doors(
    json: Annotated[Path | None, typer.Option("--json", help="Write the rows here too.")] = None,
) -> None:
    """Measure whether people are heard while a thousand machines a minute post (two minutes).

    Starts a network of its own, with private servers. Exits with 1 when a goal is missed.
    """
    from tests.bench.network.running import doors_rows  # noqa: PLC0415  # see app.py

    _tell(doors_rows(), json)


def _tell(rows: list["Row"], json: Path | None) -> None:
    from tests.bench.measuring import machine, save, table  # noqa: PLC0415  # see app.py

    typer.echo(f"{machine()}\n\n{table(rows)}")
    if json is not None:
        save(rows, json)
    raise typer.Exit(Exit.FAILED if any(row.met is False for row in rows) else Exit.OK)


def _matching(*, full: bool) -> list["Row"]:
    from tests.bench.matching.running import matching_rows  # noqa: PLC0415  # see app.py

    return _over_postgres(lambda admin_dsn: matching_rows(admin_dsn, full=full))


def _over_postgres(measured: Callable[[str], list["Row"]]) -> list["Row"]:
    import os  # noqa: PLC0415  # see app.py

    from tests.support.servers import private_postgres  # noqa: PLC0415  # see app.py

    given = os.environ.get("PORUKALLA_POSTGRES_URL")
    if given:
        return measured(given)
    with private_postgres(durable=True) as postgres:
        return measured(postgres.admin_dsn)


def _backbone() -> list["Row"]:
    import uvloop  # noqa: PLC0415  # see app.py

    from tests.bench.backbone.running import backbone_rows  # noqa: PLC0415  # see app.py

    return _over_servers(lambda rabbit, dsn: uvloop.run(backbone_rows(rabbit, dsn)))


def _over_servers(measured: Callable[[str, str], list["Row"]]) -> list["Row"]:
    import os  # noqa: PLC0415  # see app.py

    from tests.support.servers import private_postgres, private_rabbit  # noqa: PLC0415  # see app.py

    given = os.environ.get("PORUKALLA_RABBIT_URL"), os.environ.get("PORUKALLA_POSTGRES_URL")
    if given[0] and given[1]:
        return measured(given[0], given[1])
    with private_rabbit() as rabbit, private_postgres(durable=True) as postgres:
        return measured(rabbit.url, postgres.admin_dsn)


def _verify() -> list["Row"]:
    import asyncio  # noqa: PLC0415  # see app.py

    from tests.bench.verifying.running import verify_rows  # noqa: PLC0415  # see app.py
    from tests.support.servers import private_postgres, private_rabbit  # noqa: PLC0415  # see app.py

    with private_rabbit() as rabbit, private_postgres(durable=True) as postgres:
        return asyncio.run(verify_rows(rabbit.url, postgres.admin_dsn))
