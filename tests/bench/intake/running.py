"""The whole measurement of intake, in one run."""

import uvloop

from tests.bench.intake.at_the_phone import Load, phone_rows
from tests.bench.intake.board import board_rows
from tests.bench.intake.corpus.calls import Corpus, made
from tests.bench.intake.likeness import likeness_rows
from tests.bench.intake.opening import opening_rows, stored
from tests.bench.measuring import Row


def intake_rows(rabbit_url: str, admin_dsn: str, seconds: float) -> list[Row]:
    """Measure likeness, operators at the phone for so long, and a board of 5,000 who wait."""
    corpus = made()
    rows = likeness_rows(corpus)
    rows += uvloop.run(_calls(rabbit_url, admin_dsn, corpus, seconds))
    return rows + uvloop.run(board_rows(admin_dsn))


async def _calls(rabbit_url: str, admin_dsn: str, corpus: Corpus, seconds: float) -> list[Row]:
    async with stored(admin_dsn, corpus.known) as town:
        rows = await opening_rows(town, len(corpus.known))
        return rows + await phone_rows(rabbit_url, town, corpus, Load(seconds))
