"""Names in one spelling: what sounds alike is written alike, and a case leads back to its name."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

_WORDS: Final = re.compile(r"[^\W\d_]+")
_SOUNDS: Final = (("ph", "f"), ("th", "t"), ("x", "ks"))
_LETTERS: Final = str.maketrans("wqczøđłæ", "vkksodla")
_ENDINGS: Final = ("lle", "lla", "lta", "ssa", "sta", "n")
_STEMS: Final = {"se": "nen", "mae": "maki", "lahde": "lahti", "lehde": "lehti", "kankaa": "kangas"}
_SHORTEST: Final = 3


def folded(word: str) -> str:
    """Write a word without dots, capitals and letters that sound like others."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    text = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_LETTERS)
    for sound, sign in _SOUNDS:
        text = text.replace(sound, sign)
    return text


def words_of(text: str) -> Sequence[str]:
    """Give the words of a name; of what has a hyphen both halves."""
    return tuple(map(folded, _WORDS.findall(text)))


def known_words(text: str) -> Sequence[str]:
    """Give the words by which a name is found: also a double one that is typed as one word."""
    return tuple(dict.fromkeys([word for one in text.split() for word in _known_by(one)]))


@lru_cache(maxsize=20_000)
def _known_by(one: str) -> Sequence[str]:
    words = words_of(one)
    return (*words, "".join(words)) if len(words) > 1 else words


def bare_forms(word: str) -> Iterator[str]:
    """Give what a folded word may be a case of: of "korhoselle" "korhose" and "korhonen"."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) < len(word) and len(stem) >= _SHORTEST:
            yield stem
            yield from _named_by(stem)
            return


def _named_by(stem: str) -> Iterator[str]:
    if stem.endswith("i"):  # what ends in a consonant takes an i: "lindstromin"
        yield stem[:-1]
    for last, named in _STEMS.items():
        if stem.endswith(last):
            yield stem.removesuffix(last) + named
