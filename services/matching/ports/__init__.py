"""What the use cases need from the world, in their own words; a module a room."""

from services.matching.ports.values import (
    AddressTakenError,
    Changes,
    Claim,
    DueTurns,
    Granted,
    KeptDecision,
)
from services.matching.ports.world import Chance, Wording

__all__ = [
    "AddressTakenError",
    "Chance",
    "Changes",
    "Claim",
    "DueTurns",
    "Granted",
    "KeptDecision",
    "Wording",
]
