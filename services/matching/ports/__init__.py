"""What the use cases need from the world, in their own words; a module a room."""

from services.matching.ports.values import (
    AddressTakenError,
    Changes,
    Claim,
    DueTurns,
    Granted,
    KeptDecision,
)
from services.matching.ports.world import Wording

__all__ = [
    "AddressTakenError",
    "Changes",
    "Claim",
    "DueTurns",
    "Granted",
    "KeptDecision",
    "Wording",
]
