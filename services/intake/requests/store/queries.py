"""The statements of requests: of their own rows, and of what matching said of them."""

from pathlib import Path

from shared.postgres.queries import load_queries

_ROOM = Path(__file__).parents[1]
SQL = {**load_queries(_ROOM / "queries.sql"), **load_queries(_ROOM / "matching.sql")}
