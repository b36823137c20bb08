"""The one fixture for real servers: given addresses, else containers, else private processes."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeVar

import pytest

from deploy.local import rabbit
from deploy.local.broker_definitions import limits_of
from deploy.local.postgres import PostgresServer
from deploy.local.postgres_binaries import installations
from deploy.local.processes import mark_of
from deploy.local.rabbit import RabbitServer
from shared.messaging.limits import Policy, policies
from tests.support import containers

RABBIT_ADDRESS = "PORUKALLA_RABBIT_URL"
POSTGRES_ADDRESS = "PORUKALLA_POSTGRES_URL"

ROOM = 20
"""Messages that fit into the work queue of a consumer whose name begins with "small"."""
DEFINITIONS = limits_of(
    "/",
    (
        *policies(("test[a-z0-9-]*",), prefix="tests"),
        Policy("small", r"^small-[0-9a-f]+\.[a-z_]+$", {"max-length": ROOM}),
    ),
)
"""The limits hold for the queues of tests too. A small queue is one from its beginning: RabbitMQ
may go on refusing what is published into a full one whose limit is taken away (its issue 12206)."""

_OURS = "porukalla-tests-"
_ROOM = 8 * 1024**3
"""Bytes, more than all workers of a run use at once."""

Way = Literal["given", "container", "private", "none"]


def rabbit_way() -> Way:
    """Say where tests get RabbitMQ from on this machine."""
    if os.environ.get(RABBIT_ADDRESS):
        return "given"
    if containers.has_image(containers.RABBIT_IMAGE):
        return "container"
    return "private" if rabbit.is_installed() else "none"


def postgres_way() -> Way:
    """Say where tests get PostgreSQL from on this machine."""
    if os.environ.get(POSTGRES_ADDRESS):
        return "given"
    if containers.has_image(containers.POSTGRES_IMAGE):
        return "container"
    return "private" if installations() else "none"


def header() -> str:
    """Tell, at the top of a run, which servers the tests use."""
    return f"servers: RabbitMQ {rabbit_way()}, PostgreSQL {postgres_way()}"


@contextmanager
def rabbit_server() -> Iterator[str]:
    """Give the address of a RabbitMQ for as long as the context lasts."""
    match rabbit_way():
        case "given":
            yield os.environ[RABBIT_ADDRESS]
        case "container":
            with containers.rabbit(DEFINITIONS) as url:
                yield url
        case "private":
            with private_rabbit() as server:
                yield server.url
        case "none":
            missing("RabbitMQ: install rabbitmq-server, or set PORUKALLA_RABBIT_URL")


@contextmanager
def postgres_server() -> Iterator[str]:
    """Give the administrator's address of a PostgreSQL for as long as the context lasts."""
    match postgres_way():
        case "given":
            yield os.environ[POSTGRES_ADDRESS]
        case "container":
            with containers.postgres() as url:
                yield url
        case "private":
            with private_postgres(durable=False) as server:
                yield server.admin_dsn
        case "none":
            missing("PostgreSQL: install postgresql, or set PORUKALLA_POSTGRES_URL")


@contextmanager
def private_rabbit() -> Iterator[RabbitServer]:
    """Run a RabbitMQ that the test may kill."""
    with temporary_folder() as folder:
        server = RabbitServer(folder / "rabbit", definitions=DEFINITIONS, dies_with_us=True)
        with _started(server):
            yield server


@contextmanager
def private_postgres(*, durable: bool = True) -> Iterator[PostgresServer]:
    """Run a PostgreSQL that the test may kill."""
    with temporary_folder() as folder:
        server = PostgresServer(folder / "postgres", durable=durable, dies_with_us=True)
        with _started(server):
            yield server


ServerT = TypeVar("ServerT", RabbitServer, PostgresServer)


@contextmanager
def _started(server: ServerT) -> Iterator[ServerT]:
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that the servers' unprivileged user can walk into, removed afterwards."""
    place = memory()
    if place is not None:
        sweep(place)
    folder = Path(tempfile.mkdtemp(prefix=f"{_OURS}{os.getpid()}-", dir=place))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def memory(place: Path = Path("/dev/shm")) -> Path | None:  # noqa: S108  # only with our prefix
    """Give the folder that lies in memory, for tests where there is room; a bench needs a disk.

    To make a database there takes a tenth of what it takes on a disk, and no test cuts the power
    of a machine: what a killed server wrote stays.
    """
    if "PYTEST_VERSION" not in os.environ or not os.access(place, os.W_OK):
        return None
    told = os.statvfs(place)
    may_run_programs = not told.f_flag & os.ST_NOEXEC
    return place if may_run_programs and told.f_bavail * told.f_frsize >= _ROOM else None


def sweep(place: Path) -> None:
    """Remove what runs that were killed left there: nobody else would before the next boot."""
    for folder in place.glob(f"{_OURS}[0-9]*-*"):
        if mark_of(int(folder.name.removeprefix(_OURS).partition("-")[0])) is None:
            shutil.rmtree(folder, ignore_errors=True)


def missing(what: str) -> None:
    """Skip the test for want of a server, or fail it where REQUIRE_INFRA=1 forbids skipping."""
    if os.environ.get("REQUIRE_INFRA") == "1":
        pytest.fail(f"REQUIRE_INFRA=1, but there is no {what}")
    pytest.skip(f"no {what}")
