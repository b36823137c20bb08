"""The four services as production builds them, for tests of what is true of each."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import SecretStr

from services.intake.app import SERVICE as INTAKE
from services.intake.settings import Settings as IntakeSettings
from services.matching.app import SERVICE as MATCHING
from services.matching.settings import Settings as MatchingSettings
from services.notify.app import SERVICE as NOTIFY
from services.notify.settings import Settings as NotifySettings
from services.reporting.app import SERVICE as REPORTING
from services.reporting.settings import Settings as ReportingSettings
from shared.sealing.box import new_keypair
from tests.support.intake.postgres_world import SEALING_KEYS
from tests.support.same_person import SAME_PERSON_KEY
from tests.support.web.staff import PASS_KEYS, SESSION_KEYS

_SERVICES: Final = {service.name: service for service in (INTAKE, MATCHING, NOTIFY, REPORTING)}
NAMES: Final = tuple(_SERVICES)
NOWHERE: Final = "amqp://nobody:nothing@127.0.0.1:1/"
PRIVATE, PUBLIC = new_keypair()
NO_DATABASE: Final = "postgresql://localhost/none"
A_UUID: Final = UUID("00000000-0000-7000-8000-00000000abcd")
_SHARED: Final = {"notify_public_key": PUBLIC, "same_person_key": SecretStr(SAME_PERSON_KEY)}
_LETTERS: Final = {
    "private_keys": SecretStr(PRIVATE),
    "smtp_host": "127.0.0.1",
    "smtp_port": 1,
    "smtp_from": "porukalla@example.fi",
}


def told(dsn: str, rabbit_url: str) -> dict[str, object]:
    """Give what every service is told."""
    return {
        "postgres_url": dsn,
        "rabbit_url": rabbit_url,
        "http_port": 1,
        "public_url": "http://localhost:8080",
        **SESSION_KEYS,
    }


def matching_settings(
    dsn: str, sealing_keys: str = SEALING_KEYS, rabbit_url: str = NOWHERE
) -> MatchingSettings:
    """Tell matching what it needs; people are asked at any hour, for tests run at any hour."""
    own = {"sealing_keys": sealing_keys, **_SHARED}
    policy = {"policy": {"quiet_hours": None}}
    return MatchingSettings.model_validate(told(dsn, rabbit_url) | own | policy)


def build(name: str, dsn: str, rabbit_url: str = NOWHERE) -> FastAPI:
    """Build one service over a database; without an address it finds no broker."""
    given = told(dsn, rabbit_url)
    sealing, box = {"sealing_keys": SEALING_KEYS}, _SHARED
    signing = {"session_private_keys": PASS_KEYS}
    match name:
        case "intake":
            return INTAKE.build(IntakeSettings.model_validate(given | sealing | box | signing))
        case "matching":
            return MATCHING.build(matching_settings(dsn, rabbit_url=rabbit_url))
        case "notify":
            return NOTIFY.build(NotifySettings.model_validate(given | sealing | _LETTERS))
        case _:
            return REPORTING.build(ReportingSettings.model_validate(given))


def routes(name: str) -> Iterator[APIRoute]:
    """Give every route of one service's rooms."""
    for router in _SERVICES[name].routers:
        yield from (route for route in router.routes if isinstance(route, APIRoute))


def address_of(route: APIRoute, **known: str) -> str:
    """Fill a route's path in: what looks like an id with one, the rest with a token."""
    values: Mapping[str, Any] = {
        name: known.get(name) or _value(name) for name in route.param_convertors
    }
    return str(route.url_path_for(route.name, **values))


_KNOWN: Final = {"language": "fi", "first": "2026-01-01", "number": "1", "version": "1"}


def _value(name: str) -> str:
    if name in _KNOWN:
        return _KNOWN[name]
    return str(A_UUID) if name.endswith("id") or name == "delivery" else "t" * 43
