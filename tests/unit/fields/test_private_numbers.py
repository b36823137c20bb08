"""Identity codes and bank numbers are found however they are written; what looks alike passes."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from shared.fields.private_numbers import Private, private_number

CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
SIGNS = {"+": 1800} | dict.fromkeys("-UVWXY", 1900) | dict.fromkeys("ABCDEF", 2000)
FULL_WIDTH = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))
RAISED = str.maketrans(
    "0123456789", "".join(map(chr, (0x2070, 0xB9, 0xB2, 0xB3, *range(0x2074, 0x207A))))
)
ARABIC = str.maketrans("0123456789", "".join(chr(0x0660 + digit) for digit in range(10)))


@some.composite
def identity_codes(draw: some.DrawFn) -> tuple[str, int]:
    """Draw a code without its check sign, and where that is in the row of check signs."""
    sign = draw(some.sampled_from(sorted(SIGNS)))
    first = date(SIGNS[sign], 1, 1)
    born = draw(some.dates(first, date(SIGNS[sign] + 99, 12, 31)))
    digits, number = born.strftime("%d%m%y"), f"{draw(some.integers(0, 999)):03}"
    return f"{digits}{sign}{number}", int(digits + number) % 31


@some.composite
def accounts(draw: some.DrawFn) -> tuple[str, int]:
    """Draw an account without its two check digits, and what they are."""
    country, length = draw(some.sampled_from([("FI", 18), ("EE", 20), ("DE", 22), ("NO", 15)]))
    number = "".join(draw(some.sampled_from("0123456789")) for _ in range(length - 4))
    spelled = "".join(str(int(sign, 36)) for sign in f"{number}{country}00")
    return f"{country}??{number}", 98 - int(spelled) % 97


@some.composite
def cards(draw: some.DrawFn) -> tuple[str, int]:
    """Draw a card without its last digit, and which that is."""
    beginning, length = draw(some.sampled_from([("4", 16), ("51", 16), ("2221", 16), ("37", 15)]))
    left = length - len(beginning) - 1
    digits = beginning + "".join(draw(some.sampled_from("0123456789")) for _ in range(left))
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    return digits, -(doubled + sum(int(digit) for digit in digits[-2::-2])) % 10


def written(text: str, by: int, gap: str) -> str:
    """Write signs in groups."""
    return gap.join(text[place : place + by] for place in range(0, len(text), by))


@given(identity_codes(), some.sampled_from(["{}", "Tunnus {}.", "({})", "hetu:{}, kiitos"]))
def test_an_identity_code_is_found(code: tuple[str, int], around: str) -> None:
    full = f"{code[0]}{CHECKS[code[1]]}"

    for way in (full, full.lower(), *map(full.translate, (FULL_WIDTH, ARABIC, RAISED))):
        assert private_number(around.format(way)) is Private.IDENTITY_CODE


@given(identity_codes(), some.integers(1, 30))
def test_with_another_check_sign_it_is_none(code: tuple[str, int], other: int) -> None:
    assert private_number(f"{code[0]}{CHECKS[(code[1] + other) % 31]}") is None


@pytest.mark.parametrize(
    "text",
    [
        "131052-308T",
        "131052 - 308T",
        "131052 308T",
        "131052\N{EN DASH}308T",
        "131052\N{MINUS SIGN}308T",
        "13.10.52-308T",
        "13 10 52 - 308 T",
        "131052\N{ZERO WIDTH SPACE}-308T",
        "131052\N{NO-BREAK SPACE}-\N{NO-BREAK SPACE}308T",
        "040 123 131052-308T",
    ],
)
def test_an_identity_code_is_found_however_it_is_spaced(text: str) -> None:
    assert private_number(text) is Private.IDENTITY_CODE


@given(accounts(), some.sampled_from(["{}", "Tili {} OKOYFIHH", "IBAN:{}"]))
def test_an_account_is_found(account: tuple[str, int], around: str) -> None:
    full = account[0].replace("??", f"{account[1]:02}")

    for way in (full, full.lower(), written(full, 4, " "), written(full, 4, "-")):
        assert private_number(around.format(way)) is Private.BANK_NUMBER
    assert private_number(written(full, 4, " ").translate(FULL_WIDTH)) is Private.BANK_NUMBER


@given(accounts(), some.integers(1, 96))
def test_with_other_check_digits_it_is_none(account: tuple[str, int], other: int) -> None:
    check = (account[1] - 2 + other) % 97 + 2
    text = account[0].replace("??", f"{check:02}")
    assume(not private_number(text[2:]))  # of 16 digits after FI some are a card's

    assert private_number(text) is None


@given(cards(), some.sampled_from(["{}", "Kortti {} 12/28", "2: {}", "tunnusluku 1234, {}"]))
def test_a_card_is_found(card: tuple[str, int], around: str) -> None:
    full = f"{card[0]}{card[1]}"

    for way in (full, written(full, 4, " ") if len(full) == 16 else full):
        assert private_number(around.format(way)) is Private.BANK_NUMBER
    assert private_number(written(full, 4, "-").translate(FULL_WIDTH)) is Private.BANK_NUMBER


@given(cards(), some.integers(1, 9))
def test_with_another_last_digit_it_is_none(card: tuple[str, int], other: int) -> None:
    assert private_number(f"{card[0]}{(card[1] + other) % 10}") is None


@given(
    some.sampled_from(["040", "0400", "050", "045", "09", "015", "+358 40", "+46 70", "00358 50"]),
    some.text("0123456789", min_size=5, max_size=8),
    some.sampled_from([" ", "-", ""]),
    some.sampled_from([2, 3, 4, 8]),
)
def test_phone_numbers_pass(beginning: str, number: str, gap: str, by: int) -> None:
    text = f"{beginning}{gap}{written(number, by, gap)}"
    assume("-" not in text or len(text.rpartition("-")[2]) != 4)  # 050145-1234 is as both are

    assert private_number(f"Soita {text}.") is None


@given(some.datetimes())
def test_dates_and_times_pass(moment: object) -> None:
    for way in ("%d.%m.%Y klo %H.%M", "%d.%m.%y %H:%M", "%Y-%m-%d", "%d%m%y", "%d.%m."):
        assert private_number(f"Tulkaa {moment:{way}}, kiitos") is None


@given(some.integers(10**7, 10**19))
def test_the_number_of_a_bill_in_fives_passes(number: int) -> None:
    text = str(number)
    cut = len(text) % 5
    assert private_number(f"viite {text[:cut]} {written(text[cut:], 5, ' ')}".strip()) is None


@given(some.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert private_number(text) in {None, *Private}


@pytest.mark.parametrize(
    "text",
    ["", "K7-0B11", "FI-50100 Mikkeli", "Katu 4 A 12", "13 10 52 308 tulee", "4111 1111 1111 1112"],
)
def test_what_merely_looks_alike_passes(text: str) -> None:
    assert private_number(text) is None


@pytest.mark.parametrize("piece", ["1 ", "1.-", "FI21 ", "A B 1 2 ", "4", "4111 "])
def test_a_long_text_is_read_to_its_end(piece: str) -> None:
    assert private_number(piece * (4900 // len(piece)) + " 131052-308T") is not None
