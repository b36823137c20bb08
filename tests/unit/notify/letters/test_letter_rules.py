"""How text is set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.letters.rules import WIDTH, flow, greeting_name, one_line


@given(st.text())
def test_a_value_is_one_line_without_hidden_characters(text: str) -> None:
    line = one_line(text)

    assert line.splitlines() in ([], [line])
    assert not any(ord(char) < 32 or char in "\u202e\u200b\ufeff" for char in line)


@pytest.mark.parametrize(
    "name",
    ["Aino", "Anna-Liisa", "Åke", "O\N{RIGHT SINGLE QUOTATION MARK}Brien", "Maija Liisa", "محمد"],
)
def test_a_name_is_greeted(name: str) -> None:
    assert greeting_name(name) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "halpa.example",
        "Voita rahaa https://halpa.example",
        "www.halpa",
        "040 1234567",
        "Aino!",
        "a" * 41,
        "{{ secret }}",
        "<b>Aino</b>",
    ],
)
def test_an_advertisement_is_not_a_name(text: str) -> None:
    assert greeting_name(text) == ""


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=WIDTH - 2)))
def test_flowed_text_is_narrow_and_unfolds_to_itself(words: list[str]) -> None:
    paragraph = " ".join(words)

    flowed = flow(paragraph)

    assert all(len(line) <= WIDTH + 1 for line in flowed.splitlines())
    assert _unfolded(flowed).strip() == paragraph


def test_a_long_link_is_not_broken() -> None:
    link = "https://porukalla.example/fi/v/" + "x" * 200

    assert link in flow(f"Avaa tästä:\n\n{link}\n\nKiitos").splitlines()


def test_lines_that_mean_something_to_mail_are_stuffed() -> None:
    assert flow("From here\n> there\n--\nus") == " From here\n > there\n-- \nus\n"


def _unfolded(flowed: str) -> str:
    text = ""
    for line in flowed.split("\n"):
        plain = line.removeprefix(" ")
        text += plain if plain.endswith(" ") and plain != "-- " else f"{plain}\n"
    return text
