"""Codes and passwords, by themselves."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.sign_in.adapters import read_common_passwords
from services.intake.sign_in.model import Totp
from services.intake.sign_in.rules.codes import (
    STEP_SECONDS,
    fitting_step,
    read_recovery_code,
    recovery_code,
    totp_secret,
)
from services.intake.sign_in.rules.weakness import SHORTEST, weakness_of

moments = st.integers(1_600_000_000, 4_000_000_000).map(partial(datetime.fromtimestamp, tz=UTC))
tokens = st.text(max_size=50)
COMMON = read_common_passwords()


@given(tokens, moments, st.integers(-90, 90))
def test_a_code_counts_half_a_minute_before_and_after_and_no_more(
    token: str, moment: datetime, away: int
) -> None:
    secret, shown_at = totp_secret(token), moment + timedelta(seconds=away)
    code = pyotp.TOTP(secret).at(shown_at)

    step = fitting_step(Totp(secret), code, moment)

    between = int(shown_at.timestamp()) // STEP_SECONDS - int(moment.timestamp()) // STEP_SECONDS
    assert step is not None or abs(between) > 1


@given(tokens, moments)
def test_a_step_that_was_used_is_not_taken_again(token: str, moment: datetime) -> None:
    secret = totp_secret(token)
    code = pyotp.TOTP(secret).at(moment)
    step = fitting_step(Totp(secret), code, moment)
    assert step is not None

    again = fitting_step(Totp(secret, step), code, moment)

    assert again is None or again > step


@given(st.text(max_size=20))
def test_whatever_is_typed_is_looked_at(typed: str) -> None:
    fitting_step(Totp(totp_secret("one")), typed, datetime(2026, 1, 1, tzinfo=UTC))
    read_recovery_code(typed)


@given(tokens)
def test_a_recovery_code_is_read_however_it_is_typed(token: str) -> None:
    code = recovery_code(token)

    assert len(code.replace("-", "")) == 24
    for typed in (code, code.upper(), code.replace("-", ""), f" {code.replace('-', ' ')}\n"):
        assert read_recovery_code(typed) == code


@given(st.text(max_size=SHORTEST - 1))
def test_a_short_password_is_short(password: str) -> None:
    assert weakness_of(password, "kaisa", COMMON) == "short"


@pytest.mark.parametrize(
    "password",
    [
        *("password1234", "PASSWORD1234", "qwertyuiopasd", "abcabcabcabcabc", "111111222222"),
        *(
            "Porukalla!2026",
            "Salasana12345",
            "kaisa.virtanen12",
            "Lösenord1234!",
            "Koordinaattori1",
            "mikkeli-mikkeli",
        ),
    ],
)
def test_what_a_guesser_tries_first_is_refused(password: str) -> None:
    assert weakness_of(password, "Kaisa.Virtanen", COMMON) == "common"


@pytest.mark.parametrize(
    "password",
    ["kolme mustaa kissaa", "correct horse battery", "hV7!kq2Zp0-Lw", "aurinko laskee länteen"],
)
def test_a_good_password_is_taken(password: str) -> None:
    assert weakness_of(password, "Kaisa", COMMON) is None


def test_the_list_holds_only_what_would_be_long_enough() -> None:
    assert len(COMMON) > 200
    assert all(len(password) >= SHORTEST and password == password.casefold() for password in COMMON)
