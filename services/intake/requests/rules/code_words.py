"""The words that a helper says first, to whoever is helped; plain, and hard to mishear."""

from collections.abc import Collection, Sequence


def words_left(words: Sequence[str], known: Collection[str]) -> Sequence[str]:
    """Give the words that nobody knows of this request; all of them once each was used."""
    return tuple(word for word in words if word not in known) or words
