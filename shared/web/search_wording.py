"""Say how a search for a helper stands."""

from dataclasses import dataclass

from shared.search_summary import Part, Summary
from shared.web.wording import Wording


@dataclass(frozen=True, slots=True)
class SearchWording(Wording):
    """Tells of searches in one reader's language."""

    def search(self, summed: Summary) -> str:
        """Say the counts: 12 fit, 7 asked, 3 declined, 2 at their weekly limit."""
        opening = [self.text(f"search.{summed.opening}")] if summed.opening else []
        return ", ".join([*opening, *(self._part(*each) for each in summed.counts.items())])

    def _part(self, part: Part, count: int) -> str:
        if part is Part.ASKED and not count:
            return self.text("search.asked_nobody")
        return self.catalogues.counted(self.language, f"search.{part}", count)
