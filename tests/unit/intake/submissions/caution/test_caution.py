"""Words that make a person look: pleas that hint at danger, and those that only look like it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.submissions.adapters import CAUTION_FILE, read_caution
from services.intake.submissions.rules.caution import (
    Sign,
    Tongue,
    Weight,
    folded,
    phrase_of,
    reasons_of,
)

HERE = Path(__file__).parent
TONGUES = read_caution(CAUTION_FILE)
WORDS = tomllib.loads(CAUTION_FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Told:
    """A plea, and whether a sensible coordinator would want to see it within minutes."""

    language: str
    danger: bool
    kind: str
    text: str


def pleas(file: str) -> list[Told]:
    """Read pleas; nobody in them is real."""
    given = tomllib.loads((HERE / file).read_text(encoding="utf-8"))["plea"]
    return [Told(**plea) for plea in given]


def raised(text: str) -> frozenset[str]:
    return reasons_of(text, TONGUES)


def tongue(weights: dict[str, Weight], *calm: str, exact: bool = False) -> Tongue:
    """Make a language in which each phrase is about itself."""
    signs = [
        Sign(text, weight, [phrase_of(text, {"kin": "mummo|setä"}, exact=exact)])
        for text, weight in weights.items()
    ]
    return Tongue(signs, [part for text in calm for part in phrase_of(text, {})], exact)


def said(text: str, phrase: str, *calm: str, exact: bool = False) -> bool:
    """Say whether a phrase that raises caution by itself is found in a text."""
    return bool(reasons_of(text, [tongue({phrase: Weight.ALONE}, *calm, exact=exact)]))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("file", ["seen.toml", "own.toml"])
def test_hints_are_raised_and_what_only_looks_dangerous_is_not(file: str, language: str) -> None:
    told = [plea for plea in pleas(file) if plea.language == language]
    danger = [plea for plea in told if plea.danger]
    ordinary = [plea for plea in told if not plea.danger]

    missed = [plea.text for plea in danger if not raised(plea.text)]
    false = [plea.text for plea in ordinary if raised(plea.text)]

    assert len(missed) <= len(danger) * 0.1, missed
    assert len(false) <= len(ordinary) * 0.1, false


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("En aio tappaa itseäni.", "despair"),
        ("en minä itsemurhaa ajattele", "despair"),
        ("Ei jaksa enää elää", "despair"),
        ("Olisi parempi jos minua ei olisi.", "despair"),
        ("hän lyö minua", "violence"),
        ("Hän ei ole lyönyt minua tänään", "violence"),
        ("Lapsi on yksin kotona.", "child"),
        ("en ole syönyt moneen päivään", "hunger"),
        ("insuliini loppuu tänään", "medicine"),
        ("EN JAKSA ENAA", "despair"),
        ("Jag orkar inte leva", "despair"),
        ("He won\N{RIGHT SINGLE QUOTATION MARK}t let me out", "confined"),
        ("I am not suicidal but I'm tired of living", "despair"),
    ],
)
def test_plain_words_and_negations_are_raised_with_what_they_are_about(
    text: str, about: str
) -> None:
    assert about in raised(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tappava kuumuus täällä, tuulettimen lainaaja?",
        "Kuolinilmoitus pitäisi laittaa lehteen",
        "Kuollut akku, tarvitaan kaapelit.",
        "Itsemurhadokumentti kirjastosta, hakisiko joku?",
        "Haluan kirjan itsemurhien ehkäisystä kirjastosta",
        "Maitoa, leipää ja kissanruokaa, kiitos.",
        "Voisiko joku lukea lapsille satuja?",
        "",
        "112",
    ],
)
def test_what_only_looks_dangerous_is_not_raised(text: str) -> None:
    assert raised(text) == frozenset()


def test_weak_signs_raise_together_and_each_counts_once_for_what_it_is_about() -> None:
    weak = [tongue({"yksi": Weight.WEAK, "kaksi": Weight.WEAK, "kolme": Weight.WEAK})]
    strong = [tongue({"yksi": Weight.STRONG, "kaksi": Weight.WEAK})]

    assert reasons_of("yksi kaksi kaksi yksi", weak) == frozenset()
    assert reasons_of("yksi ja kaksi. Kolme!", weak) == {"yksi", "kaksi", "kolme"}
    assert reasons_of("yksi yksi", strong) == frozenset()
    assert reasons_of("kaksi yksi", strong) == {"kaksi", "yksi"}


def test_languages_are_weighed_each_for_itself() -> None:
    both = [tongue({"yksi": Weight.STRONG}), tongue({"two": Weight.STRONG})]

    assert reasons_of("yksi two", both) == frozenset()


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("hän lyö", "lyö*", True),
        ("hän lyömällä", "lyö", False),
        ("yhdessä säilyö", "lyö", False),
        ("en enää jaksa", "en .. jaksa", True),
        ("en nyt enää ollenkaan millään jaksa", "en .. jaksa", True),
        ("en nyt enää ollenkaan millään tavalla jaksa", "en .. jaksa", False),
        ("en. Jaksa", "en .. jaksa", False),
        ("loppu on insuliini", "insul* + loppu*", True),
        ("Insuliinia. Se loppuu", "insul* + loppu*", True),
        ("Insuliinia. Maitoa. Se loppuu", "insul* + loppu*", False),
        ("jaksa enää", "jaksa enää $", True),
        ("jaksa enää kantaa", "jaksa enää $", False),
        ("minun setä", "(minun|mun) <kin>", True),
        ("minun täti", "(minun|mun) <kin>", False),
        ("won\N{RIGHT SINGLE QUOTATION MARK}t", "wont", True),
        ("LYO", "lyö", True),
    ],
)
def test_phrases_are_read_as_the_file_says(
    text: str, phrase: str, found: bool
) -> None:  # what is expected
    assert said(text, phrase) is found


def test_what_is_calm_is_not_read_and_the_rest_of_the_sentence_is() -> None:
    assert not said("tappava kuumuus", "tappa*", "tappa* kuumuu*")
    assert said("tappava kuumuus ja hän tappaa", "tappa*", "tappa* kuumuu*")


def test_where_it_is_exact_other_letters_are_other_words() -> None:
    assert said("do", "dö")
    assert not said("do", "dö", exact=True)
    assert said("DÖ", "dö", exact=True)


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(raised(text), frozenset)


@given(st.sampled_from([plea.text for plea in pleas("seen.toml") if plea.danger]), st.text())
def test_neither_capitals_nor_what_else_somebody_writes_hides_anything(
    text: str, more: str
) -> None:
    assert raised(text.upper()) == raised(text)
    assert raised(f"{text}\n\n{more}") >= raised(text)


def test_every_reason_is_of_the_file_and_every_phrase_can_be_found_by_its_own_words() -> None:
    about = {name for words in WORDS.values() for name in words} - {"sets", "calm", "exact"}

    assert {sign.about for tongue in TONGUES for sign in tongue.signs} == about
    assert folded("Ä\N{RIGHT SINGLE QUOTATION MARK}É") == "ae"
