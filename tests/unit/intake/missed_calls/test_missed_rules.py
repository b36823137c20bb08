"""What is read of a number that rang, of when, and of a seal."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.intake.missed_calls.adapters import SealKeys, UnreadableKeyError, read_keys
from services.intake.missed_calls.model import Caller, Kind
from services.intake.missed_calls.ports import Seal
from services.intake.missed_calls.rules import read_caller, read_time, when_it_rang
from shared.sealing.key_text import KeyText
from tests.support.intake.building import NOW
from tests.support.intake.missed_calls.telephone import CALL_KEY, notice, sealed

ZONE = ZoneInfo("Europe/Helsinki")
OTHER_KEY = "whsec_" + "YW5vdGhlciBrZXkgb2YgYW5vdGhlciBob3VzZSE="
BODY = notice()
AINO = Caller(Kind.NUMBER, "+358401234567")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+358401234567", AINO),
        ("040 123 4567", AINO),
        ("358401234567", AINO),
        ("00358401234567", AINO),
        ("+46 70 123 45 67", Caller(Kind.NUMBER, "+46701234567")),
        ("", Caller(Kind.WITHHELD)),
        (" Anonymous ", Caller(Kind.WITHHELD)),
        ("salattu", Caller(Kind.WITHHELD)),
        ("12", Caller(Kind.UNUSABLE)),
        ("0600 12345", Caller(Kind.UNUSABLE)),
        ("sip:aino@example.org", Caller(Kind.UNUSABLE)),
        ("040 123 4567, 050 765 4321", Caller(Kind.UNUSABLE)),
        ("9" * 60, Caller(Kind.UNUSABLE)),
    ],
)
def test_a_number_is_one_that_can_be_rung_or_is_not_kept(text: str, expected: Caller) -> None:
    assert read_caller(text) == expected


def test_what_rang_too_long_ago_or_is_to_come_is_refused_and_a_fast_clock_forgiven() -> None:
    moments = (-timedelta(days=8), -timedelta(days=6), timedelta(minutes=4), timedelta(minutes=6))

    found = [when_it_rang(NOW + moment, NOW) for moment in moments]

    assert found == [None, NOW - timedelta(days=6), NOW, None]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", NOW),
        ("13.05", datetime(2026, 11, 25, 13, 5, tzinfo=ZONE)),
        ("9:05", datetime(2026, 11, 25, 9, 5, tzinfo=ZONE)),
        ("23.50", datetime(2026, 11, 24, 23, 50, tzinfo=ZONE)),
        ("25.00", None),
        ("eilen", None),
    ],
)
def test_a_time_of_day_is_the_last_one_that_was(typed: str, expected: datetime | None) -> None:
    assert read_time(typed, ZONE, NOW) == expected


def keys(text: str | None = CALL_KEY, now: datetime = NOW) -> SealKeys:
    return SealKeys(KeyText(text) if text is not None else None, lambda: now)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CALL_KEY, Seal.RIGHT),
        (f"{OTHER_KEY},{CALL_KEY}", Seal.RIGHT),
        (OTHER_KEY, Seal.WRONG),
        ("", Seal.NO_KEY),
        (None, Seal.NO_KEY),
    ],
    ids=["ours", "one of two", "another", "empty", "none"],
)
def test_a_seal_is_believed_by_our_own_keys_only(text: str | None, expected: Seal) -> None:
    assert keys(text).check(sealed(BODY), BODY.encode()) is expected


@pytest.mark.parametrize(
    "bent",
    [
        {"webhook-id": "n2"},
        {"webhook-id": ""},
        {"webhook-timestamp": str(int(NOW.timestamp()) + 1)},
        {"webhook-timestamp": "soon"},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,ääää"},
    ],
)
def test_whatever_is_changed_breaks_the_seal(bent: dict[str, str]) -> None:
    right = sealed(BODY)

    assert keys().check({**right, **bent}, BODY.encode()) is Seal.WRONG
    assert keys().check(right, notice(number="+358507654321").encode()) is Seal.WRONG


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(minutes=5), Seal.RIGHT),
        (timedelta(minutes=5, seconds=1), Seal.OLD),
        (-timedelta(minutes=5), Seal.RIGHT),
        (-timedelta(minutes=6), Seal.OLD),
    ],
)
def test_what_was_overheard_cannot_be_sent_later(age: timedelta, expected: Seal) -> None:
    assert keys(now=NOW + age).check(sealed(BODY), BODY.encode()) is expected


def test_a_key_in_a_file_is_read_anew_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "call_key"
    file.write_text(OTHER_KEY)
    known = keys(f"file:{file}")
    before = known.check(sealed(BODY), BODY.encode())

    file.write_text(f"{CALL_KEY},{OTHER_KEY}")

    assert (before, known.check(sealed(BODY), BODY.encode())) == (Seal.WRONG, Seal.RIGHT)


@pytest.mark.parametrize("text", ["secret", "whsec_!", "whsec_c2hvcnQ=", CALL_KEY[6:]])
def test_a_key_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UnreadableKeyError):
        read_keys(text)


def test_the_real_clock_counts_in_whichever_zone_it_is_told() -> None:
    assert keys(now=NOW.astimezone(UTC)).check(sealed(BODY), BODY.encode()) is Seal.RIGHT
