"""Which words of a plea make a person look at it: never a refusal, always with its reasons.

Words are data (`deploy/network/caution.toml`). They are weighed by what they are about, once for
each: some raise caution by themselves, others only together, as people hint. Nothing is read out
of a negation: "I would not kill myself" is looked at, too.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain, pairwise
from typing import Final

RAISED: Final = 3
"""From this weight on, in one language, a person looks."""
WEIGHED_ONLY: Final = frozenset({"days", "fear", "hurry", "lack", "secrecy"})
"""What adds weight to the rest and says nothing by itself to whoever reads the plea."""
_GAP: Final = r"(?:[^\s.]+ ){0,4}"
_SENTENCE: Final = re.compile(r"[.!?;\n]+")
_WORD: Final = re.compile(r"[^\W_]+")
_AS_IS: Final = {"$": r"\.", "|": "|", "(": "(?:", ")": ")"}
_HEAD: Final = 4
_MARKS: Final = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}`]")
_NAMED: Final = re.compile(r"<(\w+)>")
_TOKEN: Final = re.compile(r"[$|()]|[^\s$|()]+|\s+")


class Weight(IntEnum):
    """How much it says that a phrase occurs."""

    WEAK = 1
    STRONG = 2
    ALONE = 3


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stand together, and the heads of words without which they cannot."""

    expression: re.Pattern[str]
    heads: frozenset[str]

    def may_occur(self, heads: frozenset[str]) -> bool:
        """Say quickly where it cannot: a plea is short and the words are many."""
        return not self.heads.isdisjoint(heads)


Phrase = Sequence[Part]
"""All of them occur in the same sentence or in two that follow each other."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Phrases that say the same with the same weight."""

    about: str
    weight: Weight
    phrases: Sequence[Phrase]


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of one language; those of `calm` are not read at all."""

    signs: Sequence[Sign]
    calm: Sequence[Part] = ()
    exact: bool = False
    """Whether umlauts tell its words from others."""


def reasons_of(text: str, tongues: Sequence[Tongue]) -> frozenset[str]:
    """Say what the words are about that raise caution; nothing where they do not.

    Each language is weighed for itself, whichever somebody said they write.
    """
    return frozenset(chain.from_iterable(_raised(text, tongue) for tongue in tongues))


def phrase_of(text: str, sets: Mapping[str, str], *, exact: bool = False) -> Phrase:
    """Read a phrase of the data.

    `stem*` begins a word, `a|b` is one or the other, `(a|b) c` within a phrase, `..` up to four
    words between, ` + ` both in any order, `$` the end of a sentence, `<name>` a set of words.
    """
    named = _NAMED.sub(lambda found: f"({sets[found[1]]})", text)
    return tuple(_part(folded(part, exact=exact)) for part in named.split(" + "))


def folded(text: str, *, exact: bool = False) -> str:
    """Write in small letters without apostrophes and, unless exact, as who has no umlauts."""
    small = _MARKS.sub("", text.casefold())
    if exact:
        return unicodedata.normalize("NFC", small)
    bare = unicodedata.normalize("NFD", small)
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def _raised(text: str, tongue: Tongue) -> frozenset[str]:
    windows = _windows(folded(text, exact=tongue.exact), tongue.calm)
    heads = _heads_in(windows)
    found: dict[str, int] = {}
    for sign in tongue.signs:
        if found.get(sign.about, 0) < sign.weight and _says(sign, windows, heads):
            found[sign.about] = sign.weight
    return frozenset(found) if sum(found.values()) >= RAISED else frozenset()


def _says(sign: Sign, windows: Sequence[str], heads: frozenset[str]) -> bool:
    return any(_occurs(phrase, windows, heads) for phrase in sign.phrases)


def _occurs(phrase: Phrase, windows: Sequence[str], heads: frozenset[str]) -> bool:
    return all(part.may_occur(heads) for part in phrase) and any(
        all(part.expression.search(window) for part in phrase) for window in windows
    )


def _windows(text: str, calm: Sequence[Part]) -> Sequence[str]:
    """Give each two sentences that follow each other, without what is calm."""
    sentences = [" ".join(_WORD.findall(sentence)) for sentence in _SENTENCE.split(text)]
    shown = [f"{_without(f'{words} ', calm)}. " for words in sentences if words]
    return [f"{first}{second}" for first, second in pairwise(shown)] or shown


def _without(words: str, calm: Sequence[Part]) -> str:
    heads = _heads_in((words,))
    for part in calm:
        if part.may_occur(heads):
            words = part.expression.sub("", words)
    return words


def _heads_in(texts: Sequence[str]) -> frozenset[str]:
    words = {word for text in texts for word in text.split()}
    return frozenset(word[:length] for word in words for length in range(1, _HEAD + 1))


def _part(phrase: str) -> Part:
    segments = phrase.split(" .. ")
    expression = _GAP.join(f"(?:{_TOKEN.sub(_written, segment)})" for segment in segments)
    rarest = max((_stems(segment) for segment in segments), key=lambda stems: min(map(len, stems)))
    return Part(re.compile(rf"(?<!\S){expression}"), frozenset(stem[:_HEAD] for stem in rarest))


def _stems(segment: str) -> Sequence[str]:
    return [word.removesuffix("*") for word in re.split(r"[\s|()$]+", segment) if word]


def _written(token: re.Match[str]) -> str:
    """Write a part of a phrase as an expression; every word brings the blank after it."""
    text = token[0]
    if text in _AS_IS or text.isspace():
        return _AS_IS.get(text, "")
    return f"{re.escape(text.removesuffix('*'))}{'[^ .]*' if text.endswith('*') else ''} "
