"""Run a part in the background of a test, or a process to its end."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

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


async def run_to_its_end(*words: str, **given: str) -> "subprocess.CompletedProcess[str]":
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
