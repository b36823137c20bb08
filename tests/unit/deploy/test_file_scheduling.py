"""Files that take long come first, so that no worker is alone with one in the end."""

from tests.support.file_scheduling import LONG, longest_first
from tests.support.running import ROOT


def test_the_longest_come_first_and_the_others_stay_as_they_were() -> None:
    files = ["tests/z.py", LONG[2], "tests/a.py", LONG[0], "tests/z.py", LONG[2]]

    order = [files[place] for place in longest_first(files)]

    assert order == [LONG[0], LONG[2], LONG[2], "tests/z.py", "tests/a.py", "tests/z.py"]


def test_each_of_them_is_there() -> None:
    assert [file for file in LONG if not (ROOT / file).exists()] == []
