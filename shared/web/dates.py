"""Times as people in Finland read them, in Europe/Helsinki."""

from datetime import datetime

from babel.dates import format_datetime

from shared.clock import HELSINKI
from shared.contracts.words import Language

_PATTERNS = {
    Language.FINNISH: "d.M.y 'klo' H.mm",
    Language.SWEDISH: "d.M.y 'kl.' H.mm",
    Language.ENGLISH: "d MMMM y 'at' HH:mm",
}
"""Babel's own short forms are not the ones used in Finland."""


def spoken_time(moment: datetime, language: Language) -> str:
    """Write a moment: 25.11.2026 klo 9.05."""
    local = moment.astimezone(HELSINKI)
    return format_datetime(local, _PATTERNS[language], locale=str(language))
