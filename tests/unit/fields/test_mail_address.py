"""Exactly one address, or none at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.fields.mail_address import BadAddressError, split_address

BAD = [
    "",
    "aino",
    "aino@",
    "@example.org",
    "aino@@example.org",
    "aino@example.org, matti@example.org",
    "aino@example.org,matti@example.org",
    "aino@example.org;matti@example.org",
    "aino@example.org matti@example.org",
    "Aino <aino@example.org>",
    "<aino@example.org>",
    "aino@example.org\n",
    "aino@example.org\r\nBcc: matti@example.org",
    "aino\r\n@example.org",
    "aino@example.org\x00",
    "aino@example.org\u2028",
    '"aino matti"@example.org',
    "aino@[127.0.0.1]",
    "aino@example.org(comment)",
    ".aino@example.org",
    "aino..virtanen@example.org",
    "äiti@example.org",
    "a" * 65 + "@example.org",
    "aino@" + "a" * 10_000,
]


@pytest.mark.parametrize("text", BAD)
def test_what_is_not_exactly_one_address_is_refused(text: str) -> None:
    with pytest.raises(BadAddressError):
        split_address(text)


@pytest.mark.parametrize(
    "text", ["aino@example.org", "aino.virtanen+apu@xn--4ca.example", "a@ääni.example"]
)
def test_one_address_is_split(text: str) -> None:
    local_part, domain = split_address(text)

    assert f"{local_part}@{domain}" == text


@given(st.text())
def test_no_text_gets_a_second_recipient_or_a_header_in(text: str) -> None:
    try:
        parts = split_address(text)
    except BadAddressError:
        return

    assert not set("\r\n,;<> ") & set("".join(parts))
