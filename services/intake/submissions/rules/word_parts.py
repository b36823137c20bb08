"""What a plea is weighed by: its words, parts of them, and which of them stand together."""

import re
import unicodedata
from collections.abc import Collection, Container, Sequence
from itertools import filterfalse, pairwise
from typing import Final

_MARKS: Final = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}`]")
_SENTENCE: Final = re.compile(r"[.!?;:]+(?:\s+|$)|\n+")
_WORD: Final = re.compile(r"[^\W_]+")
_LENGTHS: Final = (3, 4, 5)
_BEGINNING: Final = 5
_TOGETHER: Final = 3
"""So many sentences are weighed at once: one alone says too little, many hide what one says."""

Words = Sequence[str]


def folded(text: str) -> str:
    """Write in small letters without apostrophes and as who has no umlauts."""
    bare = unicodedata.normalize("NFD", _MARKS.sub("", text.casefold()))
    return "".join(filterfalse(unicodedata.combining, bare))


def sentences_of(text: str) -> Sequence[Words]:
    """Give the words of each sentence, folded."""
    found = (_WORD.findall(sentence) for sentence in _SENTENCE.split(folded(text)))
    return [words for words in found if words]


def stretches_of(sentences: Sequence[Words], known: Container[str]) -> Sequence[Collection[str]]:
    """Give the known parts of every three sentences that follow each other, or of all if fewer."""
    parts = [frozenset(filter(known.__contains__, parts_of(words))) for words in sentences]
    starts = range(max(1, len(parts) - _TOGETHER + 1))
    return [frozenset[str]().union(*parts[start : start + _TOGETHER]) for start in starts]


def parts_of(words: Words) -> Sequence[str]:
    """Give words as they are, `~` pieces (`_` ends a word), `+` neighbours, `..` nearly."""
    beginnings = [word[:_BEGINNING] for word in words]
    return [
        *words,
        *_pieces({f"_{word}_" for word in words}),
        *map("+".join, pairwise(beginnings)),
        *map("..".join, zip(beginnings, beginnings[2:], strict=False)),
    ]


def _pieces(words: Collection[str]) -> Sequence[str]:
    return [
        f"~{word[start : start + length]}"
        for word in words
        for length in _LENGTHS
        for start in range(len(word) - length + 1)
    ]
