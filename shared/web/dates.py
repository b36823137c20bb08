"""Times as people in Finland read them, in Europe/Helsinki."""

from datetime import datetime

from babel.dates import format_datetime

from shared.clock import HELSINKI
from shared.contracts.words import Language
from shared.languages import writing_of


def spoken_time(moment: datetime, language: Language) -> str:
    """Write a moment: 25.11.2026 klo 9.05."""
    writing = writing_of(language)  # Babel's own short forms are not the ones used in Finland
    return format_datetime(moment.astimezone(HELSINKI), writing.moment, locale=writing.locale)
