"""Fixtures every test may ask for, and what a folder under tests/ promises."""

import asyncio
import gc
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Literal, TypeVar

import pytest
import structlog
from hypothesis import HealthCheck, settings

from deploy.local.postgres import PostgresServer
from deploy.local.rabbit import RabbitServer
from tests.support import servers
from tests.support.file_scheduling import FileScheduling, longest_first
from tests.support.fresh_databases import FreshDatabases, MakeDatabase, made_and_dropped
from tests.support.time_limits import TimeLimits
from tests.support.town import running_town

_TESTS = Path(__file__).parent

Scope = Literal["session", "module"]
ThingT = TypeVar("ThingT")
ServerT = TypeVar("ServerT", PostgresServer, RabbitServer)


def pytest_report_header() -> str:
    """Say which servers the run uses."""
    return servers.header()


def pytest_configure(config: pytest.Config) -> None:
    """Have logs of failures printed plainly (in colours each takes seconds), and no example timed.

    How fast an example is says something of the machine, not of us. Before 3.11.4 Python cannot
    always parse the sources that pytest would show, which ended the whole run.
    """
    if sys.version_info < (3, 11, 4):
        config.option.tbstyle = "native"
    settings.register_profile(
        "untimed", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("untimed")
    # what is imported now stays: to look for garbage among it again and again is in vain
    gc.disable()
    plainly = structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(processors=[structlog.stdlib.add_log_level, plainly])
    config.pluginmanager.register(TimeLimits())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test with its folder, so that `-m unit` chooses what needs no server.

    A worker has what takes longest first.
    """
    for item in items:
        item.add_marker(item.path.relative_to(_TESTS).parts[0])
    if hasattr(config, "workerinput"):
        order = longest_first(item.nodeid.partition("::")[0] for item in items)
        items[:] = [items[place] for place in order]


def pytest_collection_finish() -> None:
    """Look for garbage among what the tests make, and not among all that was imported."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FileScheduling | None:
    """With `--dist loadfile` a file stays with one worker, and all stories of the one town too."""
    return FileScheduling(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(autouse=True)
def _unit_tests_connect_nowhere(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if request.node.get_closest_marker("unit"):
        monkeypatch.setattr(socket.socket, "connect", _refuse)


def _refuse(_socket: socket.socket, address: object) -> None:
    raise AssertionError(f"a unit test connects to {address}")  # noqa: EM102, TRY003


def _kept(context: Callable[[], AbstractContextManager[ThingT]], scope: Scope) -> Any:  # noqa: ANN401  # pytest's own
    """Make a fixture of what runs for as long as its scope."""

    @pytest.fixture(scope=scope)
    def keep() -> Iterator[ThingT]:
        with context() as thing:
            yield thing

    return keep


rabbit_url = _kept(servers.rabbit_server, "session")
"""Gives the address of a RabbitMQ shared by the run."""
postgres_admin_dsn = _kept(servers.postgres_server, "session")
"""Gives the administrator's address of a PostgreSQL shared by the run."""
town = _kept(running_town, "session")
"""Gives a whole network with its demo people, shared by all stories."""
_module_rabbit = _kept(servers.private_rabbit, "module")
_module_postgres = _kept(servers.private_postgres, "module")


@pytest.fixture(scope="session")
def fresh_databases(postgres_admin_dsn: str) -> Iterator[FreshDatabases]:
    """Remember the migrated templates of the run, and the databases that are blank again."""
    databases = FreshDatabases(postgres_admin_dsn)
    yield databases
    asyncio.run(databases.end())


@pytest.fixture
async def database(fresh_databases: FreshDatabases) -> AsyncIterator[MakeDatabase]:
    """Make migrated databases; awaiting it with a service's name gives `(owner_dsn, app_dsn)`."""
    async with made_and_dropped(fresh_databases) as make:
        yield make


@pytest.fixture
def private_rabbit(_module_rabbit: RabbitServer) -> RabbitServer:
    """Give a RabbitMQ that the test may kill; the module's next test finds it running again."""
    return _running(_module_rabbit)


@pytest.fixture
def private_postgres(_module_postgres: PostgresServer) -> PostgresServer:
    """Give a durable PostgreSQL that the test may kill; the next test finds it running again."""
    return _running(_module_postgres)


def _running(server: ServerT) -> ServerT:
    if not server.is_running():
        server.start()
    return server
