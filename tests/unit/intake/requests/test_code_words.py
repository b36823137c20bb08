"""There are enough code words, and they are easy to say."""

import pytest

from services.intake.requests.rules.code_words import WORDS
from shared.contracts.words import Language


@pytest.mark.parametrize("language", list(Language))
def test_there_are_many_code_words_of_one_word(language: Language) -> None:
    words = WORDS[language]

    assert len(set(words)) == len(words) >= 60
    assert all(word.isalpha() and word.islower() and 3 <= len(word) <= 12 for word in words)
