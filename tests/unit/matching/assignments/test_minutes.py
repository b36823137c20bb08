"""What a volunteer says at the end of a task."""

import pytest

from shared.fields.minutes import read_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("1:30", 90),
        ("1 h 30 min", 90),
        ("1,5 h", 90),
        ("2 tuntia", 120),
        ("0", None),
        ("", None),
        ("1500", None),
        ("-5", None),
        ("kauan", None),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes
