"""The small size of `porukalla bench intake`: who called before is found, and few others."""

from tests.bench.intake.corpus.calls import made
from tests.bench.intake.likeness import likeness_rows


def test_of_five_thousand_who_called_before_enough_are_found_and_few_others() -> None:
    rows = likeness_rows(made(5_000), full=False)

    assert [row.name for row in rows if row.met is not True] == []
    assert len(rows) == 4
