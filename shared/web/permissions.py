"""Who may open what: data of the network, one line a route; what has no line is open to nobody."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.contracts.words import StaffRole

PERMISSIONS_FILE: Final = Path(__file__).parents[2] / "deploy" / "network" / "permissions.toml"
OPEN: Final = frozenset({"public", "link"})
"""Open without signing in: `link` means that the page looks the link's token up."""
SIGNED_IN: Final = "signed_in"
EVERY_SERVICE: Final = "every"
_ORGANISATION: Final = "{organisation_id}"


class UnknownPermissionError(ValueError):
    """A route asks for a permission that the table does not say who has."""


class UnboundRouteError(ValueError):
    """A route is open to a role that sees its own organisation only, and does not name one."""


@dataclass(frozen=True, slots=True)
class StaffSession:
    """Who is at the other end of a request."""

    staff_id: UUID
    roles: frozenset[StaffRole]
    organisation_id: UUID | None = None
    """The partner organisation or supplier they belong to."""
    session_hash: str = ""

    @property
    def label(self) -> str:
        """Tell two people of one role apart without a name."""
        return self.staff_id.hex[-4:]


@dataclass(frozen=True, slots=True)
class Permission:
    """Who may: roles that see everything behind it, and roles that see their organisation's."""

    roles: frozenset[StaffRole]
    bound: frozenset[StaffRole] = frozenset()
    fresh: bool = False
    """Whoever signed in a while ago says once more who they are."""

    def admits(self, who: StaffSession, organisation: str | None = None) -> bool:
        """Judge by their roles; `organisation` is the one that the address names, if it does."""
        if who.roles & self.roles:
            return True
        own = who.organisation_id
        return own is not None and organisation == str(own) and bool(who.roles & self.bound)


NOBODY: Final = Permission(frozenset())
EVERYONE: Final = Permission(frozenset(StaffRole))


@dataclass(frozen=True, slots=True)
class RouteTable:
    """What each route, as `GET /{language}`, asks for; None is open without signing in."""

    routes: Mapping[str, Permission | None]

    def of(self, route: str) -> Permission | None:
        """Give what a route asks for; nobody has what the table does not name."""
        return self.routes.get(route, NOBODY)


@dataclass(frozen=True, slots=True)
class Permissions:
    """The table as this process read it at its start."""

    version: int
    services: Mapping[str, RouteTable]
    """Each service's own routes and those that every service has."""
    every: Mapping[str, Permission | None]
    """The latter alone."""

    def of(self, service: str) -> RouteTable:
        """Give the routes of a service; raises KeyError for one without any."""
        return self.services[service]

    def may_open(self, who: StaffSession, path: str) -> bool:
        """Say whether somebody may open a page of any service, by the template of its path.

        Of a page that names an organisation: that of their own.
        """
        route = f"GET {path}"
        own = str(who.organisation_id) if _ORGANISATION in path else None
        asked = [table.of(route) for table in self.services.values()]
        return any(permission is None or permission.admits(who, own) for permission in asked)


def read_permissions(file: Path = PERMISSIONS_FILE) -> Permissions:
    """Read the file; what is wrong in it stops the start."""
    content = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    named = {name: _permission(said, content.bound) for name, said in content.permissions.items()}
    asked = {
        service: {route: _asked(route, name, named) for route, name in routes.items()}
        for service, routes in content.routes.items()
    }
    common = asked.pop(EVERY_SERVICE)
    return Permissions(
        content.version,
        {service: RouteTable(common | routes) for service, routes in asked.items()},
        common,
    )


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid")

    roles: frozenset[StaffRole]
    fresh: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: int
    bound: frozenset[StaffRole]
    permissions: Mapping[str, _Said]
    routes: Mapping[str, Mapping[str, str]]


def _permission(said: _Said, bound: Collection[StaffRole]) -> Permission:
    return Permission(said.roles - frozenset(bound), said.roles & frozenset(bound), said.fresh)


def _asked(route: str, name: str, named: Mapping[str, Permission]) -> Permission | None:
    if name in OPEN:
        return None
    if name == SIGNED_IN:
        return EVERYONE
    if name not in named:
        raise UnknownPermissionError(route, name)
    if named[name].bound and _ORGANISATION not in route:
        raise UnboundRouteError(route, name)
    return named[name]
