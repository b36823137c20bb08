"""Which activation of the network something belongs to: its row says so, and so do its events."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Activation:
    """One time of helping, from standby to its end; figures of an exercise are never mixed in."""

    id: UUID
    exercise: bool = False


FIRST_ACTIVATION = Activation(UUID("00000000-0000-7000-8000-000000000001"))
"""The one that every service's database begins with (migrations/0001_activations.sql)."""
