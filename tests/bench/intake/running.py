"""The whole measurement of intake, in one run."""

import uvloop

from tests.bench.intake.board import board_rows
from tests.bench.intake.corpus.calls import made
from tests.bench.intake.likeness import likeness_rows
from tests.bench.intake.opening import opening_rows
from tests.bench.measuring import Row


def intake_rows(admin_dsn: str) -> list[Row]:
    """Measure likeness among 100,000 who called before, and a board of 5,000 who wait."""
    corpus = made()
    rows = likeness_rows(corpus)
    rows += uvloop.run(opening_rows(admin_dsn, corpus.known))
    return rows + uvloop.run(board_rows(admin_dsn))
