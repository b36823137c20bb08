"""A group of news in one line of a letter."""

from collections.abc import Callable
from dataclasses import dataclass

from services.notify.partner_news.model import Group
from shared.contracts.words import Language
from shared.web.catalogues import Catalogues
from shared.web.wording import Wording, name_of

PLACES = 5
"""Named in a line; the rest is in the number."""


@dataclass(frozen=True, slots=True)
class DigestWords:
    """Says them in the reader's language: `Pyyntö saapui: 3 (Mikkeli 2, Savonlinna 1)`."""

    catalogues: Callable[[], Catalogues]

    def __call__(self, language: Language, group: Group) -> str:
        """Say one group."""
        kind = Wording(self.catalogues(), language).code("kind", group.type)
        places = ", ".join(
            f"{name_of(code, language)} {count}" for code, count in group.places[:PLACES]
        )
        return f"{kind}: {group.count}" + (f" ({places})" if places else "")
