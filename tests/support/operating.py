"""Whoever sits at the machine of a test's town and types commands."""

import asyncio
from functools import partial

from typer.testing import CliRunner

from deploy.cli.app import app
from tests.support.town import Town


async def operate(town: Town, *words: str) -> str:
    """Type a command about the town; gives what it printed once it went well."""
    network, state = town.network, ["--state", str(town.stack.plan.folders.state)]
    environ = {f"{name.upper()}_POSTGRES_URL": dsn for name, dsn in network.databases.items()}
    environ |= {"PORUKALLA_RABBIT_URL": network.rabbit_url, "INTAKE_PUBLIC_URL": town.origin}
    run = partial(CliRunner().invoke, app, [*words, *state], env=environ)
    done = await asyncio.to_thread(run)
    assert done.exit_code == 0, done.output
    return done.stdout.strip()
