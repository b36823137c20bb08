"""The ways out of a form: clear it, or leave the page at once."""

from fastapi import APIRouter, Request, Response

from services.intake.request_form.pages.own_draft import (
    DRAFT,
    AtForm,
    Key,
    browser_of,
    keep_cookie,
)
from shared.contracts.words import Language
from shared.web.cookies import cookies_of
from shared.web.forms import go_to
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, render

router = APIRouter(include_in_schema=False, dependencies=[IN_ITS_LANGUAGE])


@router.get("/{language}/apua/tyhjennetty")
async def cleared(request: Request) -> Response:
    """Say that the answers are gone."""
    return render(request, "request_form/cleared.html")


@router.post("/{language}/apua/{draft}/tyhjenna")
async def clear(request: Request, language: Language, key: Key, at: AtForm) -> Response:
    """Remove the answers and what opens them; pressing twice is pressing once."""
    onward = go_to(f"/{language}/apua/tyhjennetty")
    return keep_cookie(request, onward, key.browser, await at.clear(key))


@router.post("/{language}/poistu")
async def leave(request: Request, at: AtForm) -> Response:
    """Remove every form of this browser, and show a page that tells nothing.

    Going back finds a form that is gone: the pages were never kept, and what a browser holds in
    memory is dropped. The cookies of others under our domain are not ours to clear.
    """
    browser = browser_of(request)
    if browser is not None:
        await at.leave(browser)
    answer = go_to(address(request, "leave_to"))
    cookies_of(request).remove(answer, DRAFT)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
