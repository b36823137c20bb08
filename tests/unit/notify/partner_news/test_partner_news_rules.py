"""When a letter is due, and what lies together in it."""

from datetime import UTC, datetime

import pytest

from services.notify.partner_news.model import Form, Group
from services.notify.partner_news.rules import due_at, grouped
from shared.clock import HELSINKI


@pytest.mark.parametrize(
    ("form", "now", "due"),
    [
        ("at_once", "2026-11-30T08:10", "2026-11-30T08:10"),
        ("hourly", "2026-11-30T08:10", "2026-11-30T09:00"),
        ("hourly", "2026-11-30T09:00", "2026-11-30T10:00"),
        # 7.30 in Helsinki is 5.30 in winter and 4.30 in summer
        ("daily", "2026-11-30T05:29", "2026-11-30T05:30"),
        ("daily", "2026-11-30T05:30", "2026-12-01T05:30"),
        ("daily", "2026-07-01T08:00", "2026-07-02T04:30"),
        # the clocks go forward in the night before
        ("daily", "2026-03-28T12:00", "2026-03-29T04:30"),
        ("page", "2026-11-30T08:10", None),
    ],
)
def test_a_letter_is_due_as_its_form_says(form: Form, now: str, due: str | None) -> None:
    found = due_at(form, datetime.fromisoformat(now).replace(tzinfo=UTC), HELSINKI)

    assert found == (datetime.fromisoformat(due).replace(tzinfo=UTC) if due else None)


def test_types_lie_together_with_their_places_the_most_first() -> None:
    news = [
        ("request.closed", "491"),
        ("request.created", "740"),
        ("request.created", "491"),
        ("request.created", "491"),
        ("request.created", None),
    ]

    assert grouped(news) == [
        Group("request.created", 4, [("491", 2), ("740", 1)]),
        Group("request.closed", 1, [("491", 1)]),
    ]


def test_what_names_the_organisation_comes_before_what_there_is_more_of() -> None:
    news = [("request.created", "491"), ("request.created", "491"), ("referral.sent", "491")]

    assert [group.type for group in grouped(news)] == ["referral.sent", "request.created"]
