"""What may be agreed, delivered, corrected and ended; whatever happens, no more than is agreed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.programme.rules.typed import Typed
from services.matching.purchases.model import Done, Purchase, Terms
from services.matching.purchases.rules.delivery import (
    as_typed,
    begun,
    may_deliver,
    read_delivery,
)
from services.matching.purchases.rules.price import read_cents, written_cents
from services.matching.purchases.rules.terms import (
    as_typed as terms_as_typed,
)
from services.matching.purchases.rules.terms import (
    read_correction,
    read_end,
    read_terms,
)
from tests.support.matching.purchases.building import (
    ART_HOUR,
    ONE_HOUR,
    TODAY,
    delivery,
    done,
    purchase,
    terms,
)
from tests.support.matching.volunteers.building import MIKKELI

TOWNS = (MIKKELI, "178")
ENDED = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("60", 6000),
        ("60,5", 6050),
        ("1 250.00 €", 125_000),
        ("60 eur", 6000),
        ("0", 0),
        ("-60", None),
        ("60,505", None),
        ("=60", None),
        ("sixty", None),
        ("12345678", None),
    ],
)
def test_a_price_is_read_as_people_write_it(typed: str, cents: int | None) -> None:
    assert read_cents(typed) == cents


@given(st.integers(0, 10_000_000))
def test_a_price_is_read_as_it_was_written(cents: int) -> None:
    assert read_cents(written_cents(cents)) == cents


def test_what_is_typed_of_a_contract_is_taken_as_it_is_meant() -> None:
    typed = Typed(ART_HOUR)

    assert read_terms(typed, TOWNS, TODAY) == terms()
    assert typed.problems == []
    assert read_terms(Typed(terms_as_typed(terms())), TOWNS, TODAY) == terms()
    assert (terms().price_cents, terms().is_remote) == (60_500, True)


@pytest.mark.parametrize(
    ("bent", "wrong"),
    [
        ({"title": "=1+1"}, ("title", "formula")),
        ({"title": ""}, ("title", "missing")),
        ({"platform": "@SUM(1)"}, ("platform", "formula")),
        ({"link": "http://example.org"}, ("link", "https")),
        ({"quantity": "0"}, ("quantity", "least")),
        ({"quantity": "2,5"}, ("quantity", "invalid")),
        ({"quantity": "10001"}, ("quantity", "most")),
        ({"price": ""}, ("price", "missing")),
        ({"price": "200000"}, ("price", "most")),
        ({"unit": "kilo"}, ("unit", "unknown")),
        ({"municipality": "091"}, ("municipality", "unknown")),
        ({"service_line": "saunas"}, ("service_line", "unknown")),
        ({"first_day": "1.13.2026"}, ("first_day", "invalid")),
        ({"last_day": "2026-10-31"}, ("last_day", "before")),
        ({"last_day": "2036-10-31"}, ("last_day", "far")),
    ],
)
def test_each_wrong_field_of_a_contract_says_why(
    bent: dict[str, str], wrong: tuple[str, str]
) -> None:
    typed = Typed(ART_HOUR | bent)
    read_terms(typed, TOWNS, TODAY)

    assert [(each.field, each.code) for each in typed.problems] == [wrong]


@pytest.mark.parametrize(
    ("held", "bent", "wrong"),
    [
        (purchase(delivered=3), {"quantity": "3"}, None),
        (purchase(delivered=3), {"quantity": "2"}, ("quantity", "delivered")),
        (purchase(), {"first_day": "2026-11-25"}, ("first_day", "delivered")),
        (purchase(), {"last_day": "2026-11-23"}, ("last_day", "delivered")),
        (purchase(ended_on=TODAY), {"last_day": "2026-11-24"}, ("last_day", "ended")),
    ],
)
def test_a_correction_keeps_what_was_delivered_and_an_early_end_within(
    held: Purchase, bent: dict[str, str], wrong: tuple[str, str] | None
) -> None:
    of_yesterday = [delivery(held), delivery(held, occurred_on=date(2020, 1, 1), quantity=0)]
    read = read_correction(Typed(ART_HOUR | bent), held, of_yesterday, TOWNS)

    found = None if isinstance(read, Terms) else [(each.field, each.code) for each in read]
    assert found == (None if wrong is None else [wrong])


@pytest.mark.parametrize(
    ("day", "read"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2027-01-01", "late"),
        ("2026-10-31", "early"),
        ("2026-11-23", "delivered"),
        ("", "missing"),
        ("soon", "invalid"),
    ],
)
def test_a_contract_ends_early_after_all_that_was_done(day: str, read: date | str) -> None:
    held = purchase()
    found = read_end({"ended_on": day}, held, [delivery(held)])

    assert (found if isinstance(found, date) else found[0].code) == read


@pytest.mark.parametrize(
    ("held", "bent", "wrong"),
    [
        (purchase(delivered=9), {}, None),
        (purchase(delivered=9), {"quantity": "2"}, ("quantity", "over")),
        (purchase(delivered=10), {}, ("quantity", "over")),
        (purchase(), {"quantity": "0"}, ("quantity", "least")),
        (purchase(), {"occurred_on": "2026-11-26"}, ("occurred_on", "future")),
        (purchase(), {"occurred_on": "2026-10-31"}, ("occurred_on", "early")),
        (purchase(ended_on=ENDED), {"occurred_on": "2026-11-20"}, None),
        (purchase(ended_on=ENDED), {"occurred_on": "2026-11-21"}, ("occurred_on", "late")),
        (purchase(last_day=ENDED), {"occurred_on": "2026-11-21"}, ("occurred_on", "late")),
        (purchase(), {"minutes": "2"}, ("minutes", "least")),
        (purchase(), {"attendance": "-1"}, ("attendance", "least")),
        (purchase(), {"attendance": ""}, None),
    ],
)
def test_a_delivery_is_of_what_is_left_and_of_the_contracts_time(
    held: Purchase, bent: dict[str, str], wrong: tuple[str, str] | None
) -> None:
    read = read_delivery(ONE_HOUR | bent, held, TODAY)

    found = None if isinstance(read, Done) else [(each.field, each.code) for each in read]
    assert found == (None if wrong is None else [wrong])


def test_what_is_corrected_does_not_count_against_itself() -> None:
    held = purchase(delivered=10)

    assert isinstance(read_delivery(ONE_HOUR | {"quantity": "2"}, held, TODAY, done()), tuple)
    assert isinstance(
        read_delivery(ONE_HOUR | {"quantity": "2"}, held, TODAY, done(quantity=2)), Done
    )
    assert isinstance(read_delivery(ONE_HOUR | {"quantity": "0"}, held, TODAY, done()), Done)


def test_of_what_people_came_to_nobody_says_afterwards_that_none_did() -> None:
    nobody = ONE_HOUR | {"attendance": ""}
    (problem,) = read_delivery(nobody, purchase(delivered=1), TODAY, done())  # type: ignore[misc]  # it is refused

    assert (problem.field, problem.code) == ("attendance", "counted")
    assert isinstance(
        read_delivery(nobody, purchase(delivered=1), TODAY, done(attendance=None)), Done
    )


def test_a_form_begins_with_one_today_and_a_repeat_with_the_last_but_who_came() -> None:
    assert begun(purchase(), TODAY, None) == {"occurred_on": "2026-11-25", "quantity": "1"}
    assert begun(purchase(ended_on=ENDED), TODAY, done()) == as_typed(done()) | {
        "occurred_on": "2026-11-20",
        "attendance": "",
    }


def test_who_is_late_may_still_write_down_what_was_done_in_time() -> None:
    assert may_deliver(purchase(last_day=ENDED), TODAY)
    assert not may_deliver(purchase(delivered=10), TODAY)
    assert not may_deliver(purchase(first_day=date(2026, 12, 1)), TODAY)


@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=12))
def test_whatever_is_written_down_and_corrected_is_never_more_than_was_agreed(
    pressed: list[tuple[int, bool]],
) -> None:
    """Each press delivers so many, or corrects the last delivery to so many."""
    kept: list[int] = []
    for quantity, corrects in pressed:
        held = purchase(delivered=sum(kept))
        before = done(quantity=kept[-1]) if corrects and kept else None
        read = read_delivery(ONE_HOUR | {"quantity": str(quantity)}, held, TODAY, before)
        if isinstance(read, Done):
            kept = [*(kept[:-1] if before else kept), read.quantity]
        assert 0 <= sum(kept) <= held.terms.quantity
    total = purchase(delivered=sum(kept))
    assert total.delivered_cents + total.left_cents == total.terms.price_cents
