"""The small sizes of `porukalla bench intake`: what must hold at any size, holds."""

from tests.bench.intake.at_the_phone import Load, phone_rows
from tests.bench.intake.board import board_rows
from tests.bench.intake.corpus.calls import made
from tests.bench.intake.likeness import likeness_rows
from tests.bench.intake.opening import stored


def test_of_five_thousand_who_called_before_enough_are_found_and_few_others() -> None:
    rows = likeness_rows(made(5_000), full=False)

    assert [row.name for row in rows if row.met is not True] == []
    assert len(rows) == 4


async def test_a_board_of_five_hundred_is_told_in_a_second_on_ten_pages(
    postgres_admin_dsn: str,
) -> None:
    rows = await board_rows(postgres_admin_dsn, waiting=500, boards=10, idle_seconds=1)

    assert [row.name for row in rows if row.met is not True] == []
    assert len(rows) == 4


async def test_a_few_operators_are_answered_as_they_should_be_and_see_who_called_before(
    rabbit_url: str, postgres_admin_dsn: str
) -> None:
    corpus = made(500)
    async with stored(postgres_admin_dsn, corpus.known) as town:
        rows = await phone_rows(
            rabbit_url, town, corpus, Load(1, 0.1, operators=2, each=10, shown=2)
        )

    figures = {row.name: row.value for row in rows}
    assert figures["the same: answered otherwise"] == 0
    assert len(rows) == 13
