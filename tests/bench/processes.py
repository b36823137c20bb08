"""Services as processes of their own, for benches that load them from outside."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from shared.sealing.box import new_keypair
from shared.sealing.keyring import new_ring_key
from tests.support.messaging import until
from tests.support.open_doors import OPEN_DOORS
from tests.support.web.staff import PASS_KEYS, PUBLIC_PASS_KEYS, STAMP_KEYS

INTAKE: Final = "services.intake"
_TICKS: Final = os.sysconf("SC_CLK_TCK")


def intake_environment(
    rabbit_url: str, dsn: str, port: int, ring: str | None = None
) -> Mapping[str, str]:
    """Give what intake is told by whoever starts it."""
    return {
        "INTAKE_POSTGRES_URL": dsn,
        "INTAKE_RABBIT_URL": rabbit_url,
        "INTAKE_HTTP_PORT": str(port),
        "INTAKE_PUBLIC_URL": f"http://localhost:{port}",
        "INTAKE_SEALING_KEYS": ring or new_ring_key("k1"),
        "INTAKE_NOTIFY_PUBLIC_KEY": new_keypair()[1],
        "INTAKE_SESSION_PRIVATE_KEYS": PASS_KEYS,
        "INTAKE_SESSION_PUBLIC_KEYS": PUBLIC_PASS_KEYS,
        "INTAKE_SESSION_STAMP_KEYS": STAMP_KEYS,
        "INTAKE_SAME_PERSON_KEY": "bench",
        "INTAKE_LOG_LEVEL": "WARNING",
        **OPEN_DOORS,
    }


@asynccontextmanager
async def listening(module: str, port: int, environment: Mapping[str, str]) -> AsyncIterator[int]:
    """Start a module that listens at a port, and end it; gives the id of its process."""
    child = await asyncio.to_thread(
        subprocess.Popen, [sys.executable, "-m", module], env=os.environ | environment
    )
    try:
        await until(lambda: _listens(port))
        yield child.pid
    finally:
        child.terminate()
        try:
            await asyncio.to_thread(child.wait, 30)
        finally:
            child.kill()


def processor_seconds(pid: int) -> float:
    """Say what a process has used of the processor so far."""
    text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(text[11]) + int(text[12])) / _TICKS


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True
