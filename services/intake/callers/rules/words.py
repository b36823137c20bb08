"""Which words are known of whom, found also with one letter wrong, missing or misplaced."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

NOBODY: Final[frozenset[int]] = frozenset()


@dataclass(slots=True)
class Words:
    """An index of folded words; whoever has none of a word takes it away."""

    _whose: dict[str, set[int]] = field(default_factory=dict)
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What is left of a word without one of its letters, and the words of which that is left."""

    def add(self, word: str, slot: int) -> None:
        """Note that somebody has a word."""
        whose = self._whose.get(word)
        if whose is None:
            self._whose[word] = {slot}
            for part in _parts(word):
                self._near[part] = (*self._near.get(part, ()), word)
        else:
            whose.add(slot)

    def remove(self, word: str, slot: int) -> None:
        """Forget it, and the word with the last who had it."""
        whose = self._whose[word]
        whose.discard(slot)
        if not whose:
            del self._whose[word]
            for part in _parts(word):
                self._leave(part, word)

    def whose(self, word: str) -> set[int] | frozenset[int]:
        """Give who has exactly this word."""
        return self._whose.get(word, NOBODY)

    def near(self, word: str) -> set[str]:
        """Give the known words that differ in one letter at most."""
        return {known for part in _parts(word) for known in self._near.get(part, ())}

    def _leave(self, part: str, word: str) -> None:
        left = tuple(known for known in self._near[part] if known != word)
        if left:
            self._near[part] = left
        else:
            del self._near[part]


def _parts(word: str) -> Iterator[str]:
    """Give the word, and it without each of its letters: two words that share one are near."""
    yield word
    if len(word) > 2:  # noqa: PLR2004  # of shorter ones nothing that tells them apart would be left
        yield from {word[:at] + word[at + 1 :] for at in range(len(word))}
