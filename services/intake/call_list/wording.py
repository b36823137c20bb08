"""The list as a template shows it, also on the board."""

from collections.abc import Mapping
from typing import Final

from fastapi import Request

from services.intake.call_list.model import CallList
from services.intake.call_list.rules import WAITS, outcomes_of
from services.intake.call_list.use_cases import SHOWN
from services.intake.lookups.model import Reason
from shared.contracts.words import Language
from shared.web.catalogues import UnknownTextError
from shared.web.pages import catalogues_of
from shared.web.wording import name_of

OPENED_FOR = (Reason.SAFETY, Reason.CALL_BACK)
"""Why somebody on this list is looked up."""

_MOST: Final = 99
_NOTHING: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def mark_of(waiting: int) -> str:
    """Draw a red mark with a number; where nobody waits there is nothing to see."""
    said = str(waiting) if waiting <= _MOST else f"{_MOST}+"
    return _mark(said) if waiting else _NOTHING


def _mark(said: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="24" viewBox="0 0 40 24">'
        '<rect width="40" height="24" rx="12" fill="#b3261e"/>'
        '<text x="20" y="17.5" fill="#fff" font-family="sans-serif" font-size="15" '
        f'font-weight="700" text-anchor="middle">{said}</text></svg>'
    )


def shown_list(request: Request, language: Language, calls: CallList) -> Mapping[str, object]:
    """Give what `call_list/list.html` asks for."""
    catalogues = catalogues_of(request)

    def reason(code: str) -> str:
        try:
            return catalogues.text(language, f"attention.{code}")
        except UnknownTextError:
            return catalogues.text(language, "attention.other")

    def wait(minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        unit, count = ("minutes", minutes) if rest else ("hours", hours)
        return catalogues.counted(language, f"wait.{unit}", count)

    return {
        "calls": calls,
        "most": SHOWN,
        "reason": reason,
        "outcomes_of": outcomes_of,
        "waits": [(minutes, wait(minutes)) for minutes in WAITS],
        "opened_for": OPENED_FOR,
        "place_of": lambda code: name_of(code, language),
    }
