"""Accounts on a real database, for tests that sign in often and at once."""

import asyncpg
import httpx
from uuid_utils.compat import uuid7

from services.intake.accounts.rules import OF_ONE_ORGANISATION
from services.intake.staff.adapters import hash_password
from tests.support.passkey import SoftPasskey, options_on

PASSWORD = "correct horse battery"

_ADD_STAFF = """
INSERT INTO staff (id, name, password_hash, role, roles, organisation_id)
VALUES ($1, $2, $3, $4, ARRAY[$4], $5)
"""
_ADD_PASSKEY = """
INSERT INTO passkeys (credential_id, staff_id, public_key, sign_count)
SELECT $1, id, $2, 0 FROM staff WHERE lower(name) = lower($3)
ON CONFLICT DO NOTHING
"""


async def add_staff(dsn: str, name: str, role: str, origin: str) -> SoftPasskey:
    """Add someone with `PASSWORD` and a passkey."""
    connection = await asyncpg.connect(dsn)
    try:
        house = uuid7() if role in OF_ONE_ORGANISATION else None
        await connection.execute(_ADD_STAFF, uuid7(), name, hash_password(PASSWORD), role, house)
    finally:
        await connection.close()
    passkey = SoftPasskey(name, origin)
    await add_passkey(dsn, passkey)
    return passkey


async def add_passkey(dsn: str, passkey: SoftPasskey) -> None:
    """Let someone who is there use this passkey, also."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(
            _ADD_PASSKEY, passkey.credential_id, passkey.public_key, passkey.name
        )
    finally:
        await connection.close()


async def sign_in(
    client: httpx.AsyncClient, passkey: SoftPasskey, password: str = PASSWORD
) -> httpx.Response:
    """Sign in by both halves; gives the last answer, which leads to the first page."""
    said = {"name": passkey.name, "password": password}
    answer = await client.post("/fi/kirjaudu", data=said, follow_redirects=True)
    signed = passkey.get(options_on(answer.text))
    return await client.post("/fi/kirjaudu/tunniste", data={"answer": signed})
