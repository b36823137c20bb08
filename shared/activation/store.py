"""Which activations there are, as a service that hears of them keeps it."""

from dataclasses import dataclass
from pathlib import Path

from shared.activation import Activation
from shared.activation.rows import reach_values
from shared.activation.standing import Standing
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresActivations:
    """Implements the port `Activations` on one connection."""

    connection: Connection

    async def hear(self, activation: Activation, said: Standing) -> None:
        """Make room for it where it is open, then keep what was said last."""
        key = activation.id, activation.exercise, said.opened_at
        await self.connection.execute(SQL["end_former_activation"], *key)
        values = said.version, said.state, *reach_values(said.reach), said.since, said.changed_at
        await self.connection.execute(SQL["hear_activation"], *key, *values)
