"""The statements of figures."""

from pathlib import Path

from shared.postgres.queries import load_queries

_ROOM = Path(__file__).parents[1]

SQL = {**load_queries(_ROOM / "facts.sql"), **load_queries(_ROOM / "queries.sql")}
