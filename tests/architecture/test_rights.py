"""A statement that writes or reads a table has a right to, seen without a server.

`tests/integration/postgres/test_rights.py` knows each column; this one is quick, so that no new
query reaches a network whose role is refused.
"""

import re

import pytest

from shared.postgres.rights import FILE, read_rights
from tests.support.rights import statements_of
from tests.support.rooms import ROOT, SERVICES

_ASKED = re.compile(
    r"\b(INSERT INTO|UPDATE|DELETE FROM|FROM|JOIN)\s+(?:ONLY\s+)?(?:public\.)?([a-z_]+)\b(?!\s*\()"
)
_KIND = {
    "INSERT INTO": "insert",
    "UPDATE": "update",
    "DELETE FROM": "delete",
    "FROM": "select",
    "JOIN": "select",
}
HOW = (
    "run UPDATE_RIGHTS=1 pytest tests/integration/postgres/test_rights.py, and read the difference"
)


def declared(service: str) -> set[str]:
    """Give the tables of the declared schema."""
    schema = ROOT / "services" / service / "migrations" / "schema.txt"
    return set(re.findall(r"^(\w+)$", schema.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_statement_does_is_among_the_rights(service: str) -> None:
    tables = declared(service)
    rights = read_rights(ROOT / "services" / service / "migrations")
    refused = {
        f"{where}: {kind} {table}"
        for where, text in statements_of(service)
        for kind, table in _ASKED.findall(re.sub(r"'[^']*'|DO UPDATE|FOR UPDATE", "", text))
        if table in tables and _KIND[kind] not in rights.get(table, "")
    }

    assert refused == set(), HOW


@pytest.mark.parametrize("service", SERVICES)
def test_every_table_of_the_file_is_declared(service: str) -> None:
    rights = read_rights(ROOT / "services" / service / "migrations")

    assert rights.keys() - declared(service) == set(), f"{FILE}: {HOW}"
