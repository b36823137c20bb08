"""The statements of proposals: of choosing and waiting, and of single matches."""

from pathlib import Path

from shared.postgres.queries import load_queries

_ROOM = Path(__file__).parents[1]
SQL = {**load_queries(_ROOM / "queries.sql"), **load_queries(_ROOM / "matches.sql")}
