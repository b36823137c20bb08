"""The four services in one process, over their databases and told what production tells them."""

import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from deploy.local.environments import Surroundings, service_environment
from deploy.local.own_files import settings_of_files
from deploy.local.secrets import Secrets
from deploy.local.services import SERVICES
from services.intake.app import SERVICE as INTAKE
from services.intake.settings import Settings as IntakeSettings
from services.matching.app import SERVICE as MATCHING
from services.matching.settings import Settings as MatchingSettings
from services.notify.app import SERVICE as NOTIFY
from services.notify.settings import Settings as NotifySettings
from services.reporting.app import SERVICE as REPORTING
from services.reporting.settings import Settings as ReportingSettings
from shared.clock import Clock
from shared.service import ByHand, Service
from shared.service_settings import ServiceSettings

NO_BROKER: Final = "amqp://nobody@127.0.0.1:1/"
"""Nothing is sent by a broker here: what is said is handed on by `Courier`."""
ORIGIN: Final = "http://localhost:8080"
"""Of the links in letters, which nobody keeps."""
_ONE_BY_ONE: Final = {"NOTIFY_LETTERS_IN_FLIGHT": "1"}
"""So nothing hangs on which letter was quicker: the same number plays the same."""
_PARTS: Final[Mapping[str, tuple[Service[Any], type[ServiceSettings]]]] = {
    "intake": (INTAKE, IntakeSettings),
    "matching": (MATCHING, MatchingSettings),
    "notify": (NOTIFY, NotifySettings),
    "reporting": (REPORTING, ReportingSettings),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a play takes place: databases, keys, the network's own files, and where mail goes."""

    databases: Mapping[str, str]
    """By service, as it connects itself."""
    owners: Mapping[str, str]
    """By service, the owner of its database."""
    ledgers: Mapping[str, str]
    """By service, as `verify` asks it."""
    secrets: Secrets
    network: Path
    """Its files of its own: they win over those that are shipped."""
    smtp_port: int


@dataclass(frozen=True, slots=True)
class House:
    """Who is open, and who said something that nobody heard yet."""

    services: Mapping[str, ByHand]
    settings: Mapping[str, ServiceSettings]
    clock: Clock
    stirred: set[str] = field(default_factory=set)


@asynccontextmanager
async def open_house(ground: Ground, clock: Clock) -> AsyncIterator[House]:
    """Open all four; nothing of them goes by itself."""
    stirred: set[str] = set()
    settings = {name: _settings(ground, name) for name in SERVICES}
    async with AsyncExitStack() as stack:
        opened = {}
        for name in SERVICES:
            service, told = _PARTS[name][0], settings[name]
            by_hand = service.by_hand(told, clock, _noting(stirred, name))
            opened[name] = await stack.enter_async_context(by_hand)
        yield House(opened, settings, clock, stirred)


def _noting(stirred: set[str], name: str) -> Callable[[], None]:
    return lambda: stirred.add(name)


def _settings(ground: Ground, name: str) -> ServiceSettings:
    around = Surroundings(ORIGIN, NO_BROKER, ground.smtp_port, ground.secrets)
    usual = service_environment(name, around, ground.databases[name], 1)
    with _told(usual | _ONE_BY_ONE | settings_of_files(ground.network, name)):
        return _PARTS[name][1]()


@contextmanager
def _told(environment: Mapping[str, str]) -> Iterator[None]:
    """Say it by the environment, as a start does, and nothing else of the kind meanwhile."""
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
