"""Fresh migrated databases: copies of a template made once for each set of migrations.

A copy whose structure its test left alone is made blank and serves the next one, too.
"""

import hashlib
import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg

from deploy.local.databases import (
    Addresses,
    Passwords,
    addresses,
    close_to_others,
    create_roles,
    named,
    own_schema,
)
from deploy.local.verify_rights import let_verify
from shared.migrations import Components
from shared.postgres.migration_files import read_migrations
from shared.postgres.migrations import migrate
from shared.postgres.types import Connection
from tests.support.blank_databases import Blank

MakeDatabase = Callable[[str], Awaitable[Addresses]]

_LOCK = 0x74656D70


def components_of(service: str) -> Components:
    """Give the migrations of a service, in its own order."""
    components: Components = importlib.import_module(f"services.{service}.migrations").COMPONENTS
    return components


class FreshDatabases:
    """Makes databases on one server and knows the templates it made there."""

    def __init__(self, admin_dsn: str) -> None:
        """Remember the server; nothing is made yet."""
        self.admin_dsn = admin_dsn
        self._templates: dict[str, str] = {}
        self._blanks: dict[str, Blank] = {}
        self._copied_from: dict[Addresses, str] = {}
        self._idle: dict[str, list[Addresses]] = {}

    async def make(self, service: str, components: Components | None = None) -> Addresses:
        """Make one, named after the service with a tail of its own, or give one that is blank."""
        admin = await asyncpg.connect(self.admin_dsn)
        try:
            template = await self._template(admin, service, components or components_of(service))
            if idle := self._idle.get(template):
                return idle.pop()
            return await self._copy(admin, service, template)
        finally:
            await admin.close()

    async def take_back(self, database: Addresses) -> None:
        """Make one blank for the next test, with nobody connected; drop it where that cannot be."""
        if await self._is_blank_again(database):
            self._idle.setdefault(self._copied_from[database], []).append(database)
        else:
            await self.drop(database)

    async def drop(self, database: Addresses) -> None:
        """Remove one that `make` gave, with whoever is still connected."""
        admin = await asyncpg.connect(self.admin_dsn)
        try:
            await admin.execute(f"DROP DATABASE {_name_of(database)} WITH (FORCE)")
        finally:
            await admin.close()

    async def end(self) -> None:
        """Remove those that wait for a next test."""
        for database in [each for idle in self._idle.values() for each in idle]:
            await self.drop(database)
        self._idle.clear()

    async def _copy(self, admin: Connection, service: str, template: str) -> Addresses:
        name = f"{service}_{uuid4().hex[:8]}"
        await admin.execute(f"CREATE DATABASE {name} OWNER {service}_owner TEMPLATE {template}")
        await close_to_others(admin, name, service)
        made = addresses(self.admin_dsn, name, service, _words(service))
        if template not in self._blanks:
            async with _inside(self.admin_dsn, name) as connection:
                self._blanks[template] = await Blank.of(connection)
        self._copied_from[made] = template
        return made

    async def _is_blank_again(self, database: Addresses) -> bool:
        blank = self._blanks[self._copied_from[database]]
        async with _inside(self.admin_dsn, _name_of(database)) as connection:
            return await blank.restored(connection)

    async def _template(self, admin: Connection, service: str, components: Components) -> str:
        name = f"{service}_like_{_digest(components)}"
        if service in self._templates and self._templates[service] == name:
            return name
        await admin.execute("SELECT pg_advisory_lock($1)", _LOCK)
        try:
            await create_roles(admin, service, _words(service))
            if not await _exists(admin, name):
                await self._build(admin, name, service, components)
        finally:
            await admin.execute("SELECT pg_advisory_unlock($1)", _LOCK)
        self._templates[service] = name
        return name

    async def _build(
        self, admin: Connection, name: str, service: str, components: Components
    ) -> None:
        half = f"{name}_half"
        await admin.execute(f"DROP DATABASE IF EXISTS {half}")
        await admin.execute(f"CREATE DATABASE {half} OWNER {service}_owner")
        await own_schema(named(self.admin_dsn, half), service)
        owner_dsn = addresses(self.admin_dsn, half, service, _words(service)).owner_dsn
        await migrate(owner_dsn, components, f"{service}_app")
        await let_verify(owner_dsn, f"{service}_verify", only=True)
        await admin.execute(f"ALTER DATABASE {half} RENAME TO {name}")


@asynccontextmanager
async def _inside(admin_dsn: str, name: str) -> AsyncIterator[Connection]:
    """Connect to one database as the administrator."""
    connection = await asyncpg.connect(named(admin_dsn, name))
    try:
        yield connection
    finally:
        await connection.close()


def _name_of(database: Addresses) -> str:
    return database.owner_dsn.rpartition("/")[2]


def _words(service: str) -> Passwords:
    return Passwords(service, service, service)


@asynccontextmanager
async def made_and_dropped(databases: FreshDatabases) -> AsyncIterator[MakeDatabase]:
    """Give what makes databases; they are taken back in the end."""
    made: list[Addresses] = []

    async def make(service: str) -> Addresses:
        made.append(await databases.make(service))
        return made[-1]

    yield make
    for each in made:
        await databases.take_back(each)


async def _exists(admin: Connection, name: str) -> bool:
    return bool(await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name))


def _digest(components: Components) -> str:
    texts = [f"{item.component} {item.name} {item.sql}" for item in read_migrations(components)]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]
