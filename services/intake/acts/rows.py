"""Rows become requests that belong together with another."""

import asyncpg

from services.intake.acts.model import Beside
from services.intake.requests.model import RequestId, State


def beside_of(row: asyncpg.Record) -> Beside:
    """Read one."""
    return Beside(RequestId(row["id"]), row["reference"], State(row["state"]))
