"""A database a service: an owner for migrations, a role for the running service, and `verify`'s."""

import re
import secrets
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from shared.postgres.pool import connected
from shared.postgres.types import Connection

PLACES_OF_ROLE: Final = 45
"""No service can take another's: two processes of it, while releases change, and tools."""
_BOUNDS = f"""
ALTER ROLE {{service}}_owner CONNECTION LIMIT 10;
ALTER ROLE {{service}}_app CONNECTION LIMIT {PLACES_OF_ROLE};
ALTER ROLE {{service}}_app SET statement_timeout = '30s';
ALTER ROLE {{service}}_app SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE {{service}}_app SET synchronous_commit = on;
ALTER ROLE {{service}}_verify CONNECTION LIMIT 10;
ALTER ROLE {{service}}_verify SET idle_in_transaction_session_timeout = '10min';
"""
_OPEN_TO_ALL = """
SELECT quote_ident(datname) FROM pg_database
WHERE datallowconn AND has_database_privilege('public', oid, 'CONNECT')
"""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,50}")


class BadServiceNameError(Exception):
    """A service's name must be small letters, digits and underscores: it names a database."""


class Addresses(NamedTuple):
    """The addresses of one database: for migrations, for the running service, for `verify`."""

    owner_dsn: str
    app_dsn: str
    verify_dsn: str

    @property
    def app_role(self) -> str:
        """The role of the running service, which migrations give rights to."""
        return urlsplit(self.app_dsn).username or ""


class Passwords(NamedTuple):
    """The secrets of a service's three roles."""

    owner: str
    app: str
    verify: str


def new_passwords() -> Passwords:
    """Make secrets nobody knows yet."""
    return Passwords(*(secrets.token_urlsafe(24) for _ in Passwords._fields))


async def create_database(
    admin_dsn: str, service: str, *, passwords: Passwords | None = None
) -> Addresses:
    """Make the service's roles and database, or bring existing ones to these passwords.

    Nobody but these roles may connect; the owner owns the database and its public schema.
    """
    secret = passwords or new_passwords()
    async with connected(admin_dsn) as connection:
        await create_roles(connection, service, secret)
        known = await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", service)
        if not known:
            await connection.execute(f"CREATE DATABASE {service} OWNER {service}_owner")
        await close_to_others(connection, service, service)
    await own_schema(named(admin_dsn, service), service)
    return addresses(admin_dsn, service, service, secret)


async def create_roles(connection: Connection, service: str, passwords: Passwords) -> None:
    """Make `<service>_owner`, `<service>_app` and `<service>_verify`, or set their passwords."""
    if not _NAME.fullmatch(service):
        raise BadServiceNameError(service)
    for kind, password in passwords._asdict().items():
        role = f"{service}_{kind}"
        known = await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role)
        verb = "ALTER" if known else "CREATE"
        statement = await connection.fetchval(
            "SELECT format('%s ROLE %I LOGIN PASSWORD %L', $1::text, $2::text, $3::text)",
            verb,
            role,
            password,
        )
        await connection.execute(statement)
    await connection.execute(_BOUNDS.format(service=service))
    # An administrator that is no superuser may only give databases to roles it belongs to.
    await connection.execute(f"GRANT {service}_owner TO CURRENT_USER")


async def close_to_others(connection: Connection, name: str, service: str) -> None:
    """Let only the service's roles connect to the database."""
    await connection.execute(
        f"ALTER DATABASE {name} OWNER TO {service}_owner;"
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC;"
        f"GRANT CONNECT ON DATABASE {name} TO {service}_owner, {service}_app, {service}_verify"
    )


async def close_server(admin_dsn: str) -> None:
    """Let nobody connect to a database of a server of our own that is not theirs.

    On somebody else's server that is not ours to decide.
    """
    async with connected(admin_dsn) as connection:
        for row in await connection.fetch(_OPEN_TO_ALL):
            await connection.execute(f"REVOKE ALL ON DATABASE {row[0]} FROM PUBLIC")


def named(dsn: str, database: str) -> str:
    """Give the same address with another database."""
    return urlsplit(dsn)._replace(path=f"/{database}").geturl()


def addresses(admin_dsn: str, database: str, service: str, passwords: Passwords) -> Addresses:
    """Give the addresses of the service's roles."""
    dsn = named(admin_dsn, database)
    return Addresses(
        *(as_role(dsn, f"{service}_{kind}", word) for kind, word in passwords._asdict().items())
    )


def as_role(dsn: str, role: str, password: str) -> str:
    """Give the same address for another role."""
    parts = urlsplit(dsn)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{role}:{quote(password, safe='')}@{host}").geturl()


async def own_schema(dsn: str, service: str) -> None:
    """Give the public schema of the database at `dsn` to its owner; the other roles may look."""
    async with connected(dsn) as connection:
        await connection.execute(
            f"ALTER SCHEMA public OWNER TO {service}_owner;"
            "REVOKE ALL ON SCHEMA public FROM PUBLIC;"
            f"GRANT USAGE ON SCHEMA public TO {service}_app, {service}_verify"
        )
