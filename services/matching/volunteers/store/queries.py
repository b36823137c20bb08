"""The statements of volunteers: of the roster, and of members and their links."""

from pathlib import Path

from shared.postgres.queries import load_queries

_ROOM = Path(__file__).parents[1]
SQL = {
    name: statement
    for file in ("queries.sql", "members.sql", "links.sql")
    for name, statement in load_queries(_ROOM / file).items()
}
