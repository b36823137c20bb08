"""The statements of requests."""

from pathlib import Path

from shared.postgres.queries import load_queries

SQL = load_queries(Path(__file__).parents[1] / "queries.sql")
