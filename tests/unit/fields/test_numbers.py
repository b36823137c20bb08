"""Phone numbers as people write them."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as some

from shared.fields.phone import international, is_phone, readable, wrong_phone


@pytest.mark.parametrize(
    "typed",
    [
        "040 123 4567",
        "+358 40 1234567",
        "040-1234567",
        "00358401234567",
        "+358 (0)40 123 4567",
        "040.123.4567",
        "\u0660\u0664\u0660 1234567",
        "\uff10\uff14\uff10 1234567",
        "040\u00a0123\u20114567",
        "puh. 040 123 4567",
        "p. 040-1234567",
        "P.0401234567",
        "Puh: 040 123 4567",
        "puhelin 040 123 4567",
        "tel. +358 40 123 4567",
        "GSM 040 123 4567",
        "tfn 040 123 4567",
        "O4O 123 4567",
        "04o1234567",
        "p. O4O 1234567",
    ],
)
def test_any_way_to_write_a_number_is_one_number(typed: str) -> None:
    assert international(typed) == "+358401234567"


OF_PEOPLE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE)
BEGINNINGS = some.sampled_from(["0", "+358", "+358 ", "00358", "358", "+3580", "0 ", "-0", ""])
DIGITS = some.text("0123456789", min_size=2, max_size=9)
ENDINGS = some.text("0123456789 -", max_size=9)
MOBILE = some.tuples(BEGINNINGS, some.sampled_from("45"), DIGITS, ENDINGS).map("".join)


def as_the_library_says(typed: str) -> str:
    try:
        number = phonenumbers.parse(typed, "FI")
    except phonenumbers.NumberParseException:
        return "?"
    valid = phonenumbers.is_valid_number(number)
    e164 = phonenumbers.PhoneNumberFormat.E164
    return phonenumbers.format_number(number, e164) if valid else "?"


@given(MOBILE)
def test_a_mobile_number_is_read_as_the_library_reads_it(typed: str) -> None:
    assert international(typed) == as_the_library_says(typed.strip())


def test_every_beginning_of_a_mobile_number_is_one_to_the_library() -> None:
    for begins in (*range(400, 490), *range(500, 510)):
        for digits in ("12345", "123456", "1234567"):
            stored = f"+358{begins}{digits}"
            number = phonenumbers.parse(stored)

            assert international(f"0{begins} {digits}") == stored
            assert wrong_phone(stored) is None
            assert phonenumbers.is_valid_number(number)
            assert phonenumbers.number_type(number) in OF_PEOPLE


@pytest.mark.parametrize(
    "typed",
    [
        "12",
        "soita",
        "040 123 4567 8901 2345",
        "+",
        "112",
        "116117",
        "oooo",
        "puh.",
        "040 puh. 1234567",
        "Otto 040 123 4567",
        "O40 bad",
        "040 l23 4567",
    ],
)
def test_what_is_no_number_is_left_to_be_refused(typed: str) -> None:
    assert not is_phone(international(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "0800-HELPME",
        "tel:040-1234567;phone-context=+1",
        "tel:0401234567",
        "040-1234567;phone-context=+1",
        "*21*0401234567#",
        "075 123456",
    ],
)
def test_nothing_is_read_into_a_number_or_dropped_from_it(typed: str) -> None:
    assert wrong_phone(international(typed)) == "invalid"


@pytest.mark.parametrize(
    "typed",
    [
        "0401234567;ext=99",
        "0401234567 x12",
        "015 1941 ext. 12",
        "0401234567#12",
        "0401234567,,12",
        "015 1941, alanumero 12",
        "015 1941 alanro 12",
        "015 1941 ankn. 12",
    ],
)
def test_an_extension_is_never_dropped_but_asked_for_elsewhere(typed: str) -> None:
    assert wrong_phone(international(typed)) == "extension"


@pytest.mark.parametrize(
    "typed",
    [
        "0600 12345",
        "0600 123 456",
        "0606 12345",
        "0700 123456",
        "0700 12345",
        "0753 123 456",
        "0755 123 456",
        "071 123 4567",
        "0800 123 456",
        "0100 100",
        "0200 10000",
        "020202",
        "0202 2123",
        "0209 8123",
        "0300 12345",
        "+1 900 555 1234",
        "+46 900 1234567",
        "+44 70 1234 5678",
        "+1 500 555 1234",
        "+44 843 123 4567",
        "+800 1234 5678",
        "+8816 12345678",
        "+882 16 12345678",
        "+883 5100 12345678",
        "+870 773 111 632",
        "+979 123 456 789",
    ],
)
def test_nobody_is_asked_to_dial_what_costs_extra_or_is_nobodys(typed: str) -> None:
    stored = international(typed)

    assert wrong_phone(stored, confirmed=stored) in {"service", "invalid"}


EXPENSIVE = {
    phonenumbers.PhoneNumberType.PREMIUM_RATE,
    phonenumbers.PhoneNumberType.SHARED_COST,
    phonenumbers.PhoneNumberType.TOLL_FREE,
    phonenumbers.PhoneNumberType.PAGER,
    phonenumbers.PhoneNumberType.PERSONAL_NUMBER,
    phonenumbers.PhoneNumberType.VOICEMAIL,
}


@pytest.mark.long
@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_no_country_has_an_expensive_number_that_is_taken(region: str) -> None:
    for kind in EXPENSIVE:
        example = phonenumbers.example_number_for_type(region, kind)
        if example is not None and phonenumbers.number_type(example) in EXPENSIVE:
            stored = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
            assert wrong_phone(stored, confirmed=stored) in {"service", "invalid"}, (region, kind)


@pytest.mark.parametrize("code", sorted(phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS))
def test_a_number_of_no_country_is_not_taken(code: int) -> None:
    example = phonenumbers.example_number_for_non_geo_entity(code)
    assert example is not None
    stored = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)

    assert wrong_phone(stored, confirmed=stored) in {"service", "invalid"}


@pytest.mark.long
@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS - {"FI", "AX"}))
def test_a_mobile_number_of_another_country_asks_back_once(region: str) -> None:
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    if example is None or not phonenumbers.is_valid_number(example):
        pytest.skip("none is known")
    stored = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)

    assert wrong_phone(stored) == wrong_phone(stored, confirmed="+4670123456") == "abroad"
    assert wrong_phone(stored, confirmed=stored) is None


@pytest.mark.parametrize(
    "typed",
    [
        "015 123 4567",
        "06 123 4567",
        "018 12345",
        "010 123 456",
        "020 123 4567",
        "029 1234",
        "0203 123 456",
        "030 123 4567",
    ],
)
def test_houses_and_landlines_at_home_are_called_as_people_are(typed: str) -> None:
    assert wrong_phone(international(typed)) is None


def test_no_number_is_no_number() -> None:
    assert international("  ") == ""


@pytest.mark.long
@given(some.text() | some.text(alphabet="0123456789+-() ;,#x\u0664\uff10", max_size=20))
def test_whatever_is_typed_is_a_number_or_refused(typed: str) -> None:
    stored = international(typed)

    assert is_phone(stored) or stored in {"", "?", "?+"}
    assert isinstance(readable(stored), str)
    assert not is_phone(stored) or international(stored) == stored


def test_a_number_is_shown_as_it_is_dialled_at_home() -> None:
    assert readable("+358401234567") == "040 1234567"
    assert readable("+46701234567").startswith("+46 ")
