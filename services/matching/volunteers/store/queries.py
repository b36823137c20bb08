"""The statements of volunteers: of the roster, and of members and their links."""

from pathlib import Path

from shared.postgres.queries import load_queries

_ROOM = Path(__file__).parents[1]
SQL = {**load_queries(_ROOM / "queries.sql"), **load_queries(_ROOM / "members.sql")}
