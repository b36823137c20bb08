"""Migrations that are older than the rule of heads: no running network applies them any more."""

from collections.abc import Mapping
from typing import Final

from shared.postgres.migration_files import Migration

_LAST: Final[Mapping[str, str]] = {
    "activation": "0001",
    "clock": "0001",
    "messaging": "0002",
    "sealing": "0002",
    "web": "0002",
    "intake": "0005",
    "matching": "0007",
    "notify": "0003",
    "reporting": "0002",
}

HOLDS_LONG: Final[Mapping[str, str]] = {}
"""Later ones that read or write much while they hold a table, and why that harms nobody."""


def name_of(migration: Migration) -> str:
    """Name a migration as `HOLDS_LONG` does."""
    return f"{migration.component}/{migration.name}"


def is_base(migration: Migration) -> bool:
    """Say whether it is exempt; a component that came later has none that are."""
    return migration.name[:4] <= _LAST.get(migration.component, "")
