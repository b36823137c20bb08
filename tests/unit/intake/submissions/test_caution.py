"""Words that make a person look: pleas that hint at danger, and those that only look like it."""

from collections.abc import Sequence
from itertools import chain
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.submissions.adapters import (
    CAUTION_FILE,
    CAUTION_WEIGHTS_FILE,
    read_caution,
)
from services.intake.submissions.rules.caution import Caution, Phrase, Scale, by_head, reasons_of
from services.intake.submissions.rules.word_parts import (
    folded,
    parts_of,
    sentences_of,
    stretches_of,
)

CAUTION = read_caution(CAUTION_FILE, CAUTION_WEIGHTS_FILE)
PLAIN = [
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
]
ORDINARY = (
    "Maitoa ja leipää, kiitos. Kauppa on kirkon vieressä. Kahviakin saa tuoda. Lista on pitkä. "
    "Maksan kortilla. Osaisiko joku vaihtaa lampun? "
)
ANY_OF = Scale(-inf, {})
"""What nothing is about."""


def raised(text: str) -> frozenset[str]:
    return reasons_of(text, CAUTION)


def said(text: str, phrase: str) -> bool:
    """Say whether a phrase that raises caution by itself is found in a text."""
    words = by_head([Phrase("this", folded(phrase).split())])
    return bool(reasons_of(text, Caution(words, ANY_OF, {})))


def hinted(text: str, kinds: dict[str, dict[str, int]], bias: float = -1) -> frozenset[str]:
    """Weigh a text in which `knife` is danger, alone or with two words that are not."""
    scales = {kind: Scale(-1, weights) for kind, weights in kinds.items()}
    danger = Scale(bias, {"knife": 9, "tea": 0, "cake": 0, "at": 0})
    return reasons_of(text, Caution({}, danger, scales))


@pytest.mark.parametrize(("text", "about"), PLAIN)
def test_plain_words_and_negations_are_raised_with_what_they_are_about(
    text: str, about: str
) -> None:
    assert about in raised(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kuollut akku, tarvitaan kaapelit.",
        "Maitoa, leipää ja kissanruokaa, kiitos.",
        "Voisiko joku lukea lapsille satuja?",
        "Mjölk och bröd från affären, tack.",
        "Could somebody walk my dog on Friday?",
        "",
        "112",
    ],
)
def test_what_is_ordinary_is_not_raised(text: str) -> None:
    assert raised(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("hän lyö", "lyö*", True),
        ("hän lyömällä", "lyö", False),
        ("yhdessä säilyö", "lyö", False),
        ("en enää jaksa", "en .. jaksa", True),
        ("en jaksa", "en .. jaksa", True),
        ("en nyt enää ollenkaan millään jaksa", "en .. jaksa", True),
        ("en nyt enää ollenkaan millään tavalla jaksa", "en .. jaksa", False),
        ("en. Jaksa", "en .. jaksa", False),
        ("jaksa enää", "jaksa enää $", True),
        ("jaksa enää. Kantaa", "jaksa enää $", True),
        ("jaksa enää kantaa", "jaksa enää $", False),
        ("jaksa", "jaksa enää", False),
        ("won\N{RIGHT SINGLE QUOTATION MARK}t", "wont", True),
        ("LYO", "lyö", True),
    ],
)
def test_phrases_are_read_as_the_file_says(text: str, phrase: str, *, found: bool) -> None:
    assert said(text, phrase) is found


def test_what_passes_names_its_kinds_and_is_always_about_something() -> None:
    kinds = {"violence": {"knife": 9}, "body": {"tea": 9, "knife": -9}}

    assert hinted("knife", kinds) == {"violence"}
    assert hinted("knife", {"body": {"knife": -9}, "mind": {"knife": -8}}) == {"mind"}
    assert hinted("tea", kinds) == frozenset()


def test_what_else_stands_in_a_sentence_weakens_a_hint() -> None:
    assert hinted("knife", {"mind": {}}, -8)
    assert not hinted("knife at tea", {"mind": {}}, -8)


def test_three_sentences_are_weighed_together_and_those_farther_away_are_not() -> None:
    assert not hinted("Knife. Tea. Cake.", {"mind": {}}, -8)
    assert hinted("Tea. Cake. At. Knife.", {"mind": {}}, -4.6)
    four = sentences_of("One. Two! Three? Four")
    assert stretches_of(four, {"one", "two", "four"}) == [{"one", "two"}, {"two", "four"}]
    assert stretches_of([], {"one"}) == [frozenset()]


def test_parts_are_words_their_pieces_and_what_stands_together() -> None:
    (words,) = sentences_of("Äiti on kotona")

    assert {"aiti", "~_ai", "~iti_", "aiti+on", "aiti..koton", "~koton"} <= {*parts_of(words)}


@given(st.lists(st.sampled_from(["Äidin veitsi", "kotona.", "ei", "EI!", "\n", "e\u0301"])))
def test_parts_that_nobody_knows_change_nothing(words: Sequence[str]) -> None:
    known = CAUTION.danger.weights
    parts = [frozenset(parts_of(sentence)) for sentence in sentences_of(" ".join(words))]
    threes = [frozenset(chain(*parts[at : at + 3])) for at in range(max(1, len(parts) - 2))]

    stretches = stretches_of(sentences_of(" ".join(words)), known)

    assert stretches == [{part for part in three if part in known} for three in threes]


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    assert raised(text) <= CAUTION.abouts


@given(st.sampled_from(PLAIN), st.text())
def test_neither_capitals_nor_what_else_somebody_writes_hides_plain_words(
    told: tuple[str, str], more: str
) -> None:
    text, about = told

    assert about in raised(f"{more}\n{text.upper()}\n\n{more}")


@pytest.mark.parametrize(("text", "about"), PLAIN)
def test_one_sentence_of_danger_is_seen_in_a_long_ordinary_plea(text: str, about: str) -> None:
    assert about in raised(f"{ORDINARY}{text}\n{ORDINARY}" * 3)
    assert raised(ORDINARY) == frozenset()


def test_every_kind_is_learned_and_has_plain_words_too() -> None:
    spoken = {phrase.about for phrases in CAUTION.phrases.values() for phrase in phrases}

    assert CAUTION.kinds.keys() == spoken == CAUTION.abouts
    assert folded("Ä\N{RIGHT SINGLE QUOTATION MARK}É") == "ae"
