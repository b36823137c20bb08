"""Whatever a service keeps sealed is drawn by `verify` to be opened: no column is forgotten."""

import re
from collections.abc import Mapping
from typing import Final

import pytest

from tests.support.rooms import ROOT

NOT_SEALED: Final = frozenset(
    {"base_hash", "challenge", "credential_id", "hash", "public_key", "wrapped"}
)
"""Hashes, challenges and keys: nothing that the vault closed."""
UNDRAWN: Final[Mapping[str, frozenset[str]]] = {
    # Who reads a concern is on record, and `verify` must be no way around that.
    # A file that was handed in holds many people, and goes within a week.
    # What is typed during a call goes with its end; what stays of it opens with the request's key.
    # What an applicant says goes when it is decided.
    # Who is to be rung goes when they were, and at the latest within weeks.
    "intake": frozenset(
        {"draft", "record", "application"}
        | {"file", "note", "reach", "reference", "what", "who"}
        | {"about", "contact", "number", "whom"}
    ),
    "matching": frozenset(),
    "notify": frozenset(),
}


@pytest.mark.parametrize("service", UNDRAWN)
def test_every_sealed_column_is_drawn(service: str) -> None:
    folder = ROOT / "services" / service / "migrations"
    schema = (folder / "schema.txt").read_text("utf-8")
    columns = set(re.findall(r"^    (\w+) bytea", schema, re.MULTILINE))

    drawn = set[str]()
    for file in folder.glob("*.sql"):
        for body in re.findall(
            r"FUNCTION ledger_sealed\(each integer\)(.*?)^\$\$;",
            file.read_text("utf-8"),
            re.MULTILINE | re.DOTALL,
        ):
            drawn |= set(re.findall(r"\w+", body))

    assert columns - NOT_SEALED - UNDRAWN[service] - drawn == set()
