"""Exactly one address, or none at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.fields.mail_address import (
    LONGEST,
    BadAddressError,
    mail_address,
    on_the_wire,
    split_address,
    wrong_mail_address,
)

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


NOWHERE = [
    "root@localhost.localdomain",
    "root@localhost",
    "aino@mailserver",
    "aino@nas.local",
    "aino@printer.lan",
    "aino@intra.corp",
    "aino@demo.invalid",
    "aino@a.test",
    "a%0d%0aBcc:x@b.fi",
    "aino@-example.org",
    "aino@example-.org",
    "aino@" + "a" * 64 + ".org",
    "aino@xn--zzzzzzzz99999.org",
    "aino@example.123",
]


@pytest.mark.parametrize("text", [*BAD, *NOWHERE])
def test_what_no_letter_can_get_to_is_wrong_at_the_door(text: str) -> None:
    assert wrong_mail_address(text) in {"invalid", "long"}


@pytest.mark.parametrize("text", ["aino@example.org", "a.b+apu@ääni.fi", "a%b@xn--ni-uiaa.fi"])
def test_what_a_letter_can_get_to_is_right_at_the_door(text: str) -> None:
    assert wrong_mail_address(text) is None


parts = st.text(alphabet="abäß.-_%+'@ \r\n,;:<>\u0130\u200d\ufb01Aa1", min_size=1, max_size=70)


@given(st.text() | st.builds("{}@{}.fi".format, parts, parts))
def test_what_the_door_takes_notify_takes(text: str) -> None:
    if wrong_mail_address(text) is None:
        address = on_the_wire(text)

        assert address.isascii()
        assert address.count("@") == 1
        assert len(address) <= LONGEST


@pytest.mark.parametrize(
    "typed",
    [
        *("aino@example.fi,", "aino@example.fi;", "aino@example.fi.", " aino@example.fi ,; "),
        *("mailto:aino@example.fi", "MAILTO: aino@example.fi", "<aino@example.fi>"),
        *("\u200baino@example.fi", "\u202aaino@example.fi\u202c", "aino@exam\u00adple.fi\n"),
        "aino@example.fi".translate({sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)}),
    ],
)
def test_what_is_copied_along_with_an_address_is_left_out(typed: str) -> None:
    assert mail_address(typed) == "aino@example.fi"
    assert wrong_mail_address(mail_address(typed)) is None


@given(st.text())
def test_an_address_that_is_read_again_stays_the_same(text: str) -> None:
    assert mail_address(mail_address(text)) == mail_address(text)


@pytest.mark.parametrize(
    "typed", ["a@example.fi, b@example.fi", "Aino <aino@example.fi>", "aino@example.fi x", "a@b"]
)
def test_two_addresses_or_a_name_are_still_no_address(typed: str) -> None:
    assert wrong_mail_address(mail_address(typed)) == "invalid"
