"""Run a part in the background of a test, or a process or a command to its end."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def in_background(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Start it, and cancel it at the end."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


Ended = subprocess.CompletedProcess[str]


async def command(*words: str, **given: str) -> Ended:
    """Run one of the operator's commands here, with variables added, as if it were a process.

    A process of its own loads everything anew, which takes longer than most commands. One test of a
    command should have it: nothing else shows what is loaded in it, and how it ends.
    """
    from deploy.cli.app import app  # noqa: PLC0415  # all commands, and few tests run one

    done = await asyncio.to_thread(
        CliRunner().invoke, app, words, env=given, catch_exceptions=False, prog_name="porukalla"
    )
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


async def run_to_its_end(*words: str, **given: str) -> Ended:
    """Run a command from the clone, with variables added; killed when it does not end."""
    return await asyncio.to_thread(
        subprocess.run,
        words,
        cwd=ROOT,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
