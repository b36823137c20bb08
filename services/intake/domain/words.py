"""The codes that only intake decides with."""

from enum import StrEnum


class State(StrEnum):
    """How a request stands."""

    RECEIVED = "received"
    OPEN = "open"
    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    UNMATCHED = "unmatched"
    CLOSED = "closed"


class Closure(StrEnum):
    """Why a request is closed, as far as this slice can close one."""

    COMPLETED = "completed"
    CANCELLED = "cancelled"
