"""Pages that say numbers, days and places in their reader's words."""

from functools import partial

from fastapi import Request, Response

from shared.web.language import language_of
from shared.web.pages import catalogues_of, render
from shared.web.wording import Wording, name_of


def worded(request: Request, template: str, status: int = 200, **context: object) -> Response:
    """Show a page with what says numbers and days (`wording`) and places (`place`)."""
    language = language_of(request)
    wording = Wording(catalogues_of(request), language)
    place = partial(name_of, language=language)
    return render(request, template, status, wording=wording, place=place, **context)
