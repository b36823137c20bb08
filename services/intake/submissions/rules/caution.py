"""Which words of a plea make a person look at it: never a refusal, always with its reasons.

Some words raise caution by themselves (`deploy/network/caution.toml`); the rest of what hints at
danger is learned (`deploy/network/caution_weights.txt`, written by `python -m deploy.caution`).
Nothing is read out of a negation: "I would not kill myself" is looked at, too.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Final

from services.intake.submissions.rules.word_parts import Words, sentences_of, stretches_of

DANGER: Final = "danger"
_GAP: Final = ".."
_REACH: Final = 4
_END: Final = "$"
_HEAD: Final = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that raise caution wherever they stand in a sentence."""

    about: str
    words: Words
    """`stem*` begins a word, `..` is up to four words, `$` the end of the sentence."""
    beginning: str = field(init=False)
    """Of its first word, wherever the phrase stands."""

    def __post_init__(self) -> None:
        """Look at the first word once: it is compared with every word of every plea."""
        object.__setattr__(self, "beginning", self.words[0].removesuffix("*"))


@dataclass(frozen=True, slots=True)
class Scale:
    """What parts weigh for one thing that a plea may be about."""

    bias: float
    weights: Mapping[str, int]

    def weigh(self, parts: Collection[str]) -> float:
        """Give what they weigh together; above zero it is about this."""
        weights = filter(None, map(self.weights.get, parts))
        return self.bias + sum(weights) / sqrt(len(parts) or 1)


@dataclass(frozen=True, slots=True)
class Caution:
    """The words of all languages: each is read whichever somebody said they write."""

    phrases: Mapping[str, Sequence[Phrase]]
    """By the first two letters."""
    danger: Scale
    kinds: Mapping[str, Scale]

    @property
    def abouts(self) -> frozenset[str]:
        """Everything that words can be about."""
        spoken = {phrase.about for each in self.phrases.values() for phrase in each}
        return frozenset(spoken | self.kinds.keys())


def by_head(phrases: Sequence[Phrase]) -> Mapping[str, Sequence[Phrase]]:
    """Put them where a word of a plea finds those that it may begin."""
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.words[0][:_HEAD], []).append(phrase)
    return found


def reasons_of(text: str, caution: Caution) -> frozenset[str]:
    """Say what the words are about that raise caution; nothing where they do not."""
    sentences = sentences_of(text)
    plain = {about for words in sentences for about in _said(words, caution)}
    return frozenset(plain.union(_hinted(sentences, caution)))


def _said(words: Words, caution: Caution) -> Iterator[str]:
    for place, word in enumerate(words):
        for phrase in caution.phrases.get(word[:_HEAD], ()):
            if word.startswith(phrase.beginning) and _stands_at(words, place, phrase.words):
                yield phrase.about


def _stands_at(words: Words, place: int, phrase: Words) -> bool:
    """Follow a phrase from one word on, by every way that its gaps leave open."""
    places, reach = {place}, 0
    for wanted in phrase:
        if wanted == _GAP:
            reach = _REACH
            continue
        after = (place + skipped for place in places for skipped in range(reach + 1))
        places = {at + 1 for at in after if _is(words[at : at + 1], wanted)}
        reach = 0
    return bool(places)


def _is(word: Words, wanted: str) -> bool:
    """Compare what stands there, which is nothing at the end of the sentence."""
    if wanted.endswith("*"):
        return any(each.startswith(wanted[:-1]) for each in word)
    return [*word] == ([] if wanted == _END else [wanted])


def _hinted(sentences: Sequence[Words], caution: Caution) -> Iterator[str]:
    for known in stretches_of(sentences, caution.danger.weights):
        if caution.danger.weigh(known) > 0:
            yield from _kinds(known, caution.kinds)


def _kinds(parts: Collection[str], kinds: Mapping[str, Scale]) -> Collection[str]:
    """Name what it is about, and be it only the likeliest."""
    weighed = {about: scale.weigh(parts) for about, scale in kinds.items()}
    sure = [about for about, weight in weighed.items() if weight > 0]
    return sure or sorted(weighed, key=weighed.__getitem__)[-1:]
