"""Every text of the delivery page exists in every language."""

from pathlib import Path

import services.notify
from shared.contracts.words import Language
from shared.web.catalogues import complete_languages

LOCALES = Path(services.notify.__path__[0]) / "locales"


def test_every_language_is_complete() -> None:
    assert complete_languages([LOCALES]) == list(Language)
