"""The end of the form: what will be sent, and what was."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.doors.model import Visit
from services.intake.request_form.model import Draft, FormKey
from services.intake.request_form.pages.own_draft import (
    UNCHANGED,
    AtForm,
    Beside,
    Key,
    WithBeside,
    expired,
    keep_cookie,
    place_in,
)
from services.intake.request_form.rules import (
    Step,
    first_unanswered,
    is_child_alone,
    offers_same_helper,
)
from services.intake.request_form.use_cases.fill_in import DraftChangedError, FillInForm
from services.intake.requests.rules.help import help_kinds
from services.intake.requests.use_cases.follow import FollowRequests
from services.intake.submissions.rules.needs import chosen_in
from services.intake.submissions.use_cases.take_in import Receipt
from shared.activation.rules import DoorShutError
from shared.areas import municipality_code_of
from shared.contracts.words import Language
from shared.fields.phone import readable
from shared.web.forms import address_of, go_to, typed_in
from shared.web.pages import render
from shared.web.use_cases import use_case
from shared.web.wording import place_of

router = APIRouter(include_in_schema=False)

AtRequests = Annotated[FollowRequests, Depends(use_case(FollowRequests))]


@router.get("/{language}/apua/{draft}/tarkista")
async def check(
    request: Request, language: Language, key: Key, at: AtForm, beside: WithBeside
) -> Response:
    """Show all answers with a way to change each."""
    draft = await at.read_draft(key)
    if draft is None:
        return expired(request)
    if draft.answer is not None:
        return go_to(place_in(language, key, "valmis"))
    missing = first_unanswered(draft.fields)
    if missing is not None:
        return go_to(place_in(language, key, missing))
    return await _check_page(request, language, key, draft, at, beside)


@router.post("/{language}/apua/{draft}/tarkista")
async def send(
    request: Request, language: Language, key: Key, at: AtForm, beside: WithBeside
) -> Response:
    """Make the request of what was shown; pressing twice is pressing once."""
    typed = await typed_in(request)
    visit = Visit(address_of(request), typed.get("proof", ""))
    try:
        sent = await at.send_draft(key, typed.get("version", ""), visit)
    except (DraftChangedError, DoorShutError) as error:
        is_shut = isinstance(error, DoorShutError)
        status = HTTPStatus.OK if is_shut else HTTPStatus.CONFLICT
        return await _changed(request, language, key, at, beside, status)
    if sent is None:
        return expired(request)
    if not isinstance(sent, Receipt):
        return go_to(place_in(language, key, Step.CONTACT))
    onward = go_to(place_in(language, key, f"valmis{UNCHANGED if sent.is_changed else ''}"))
    return keep_cookie(request, onward, key.browser, await at.cookie_life(key.browser))


@router.get("/{language}/apua/{draft}/valmis")
async def done(  # noqa: PLR0913, PLR0917  # what the page is made of
    request: Request,
    language: Language,
    key: Key,
    at: AtForm,
    at_requests: AtRequests,
    beside: WithBeside,
    muutos: str | None = None,
) -> Response:
    """Show the reference, what happens next, and the link to follow it by; for some minutes."""
    draft = await at.read_draft(key)
    if draft is None:
        return expired(request)
    if draft.answer is None:
        return go_to(place_in(language, key, "tarkista"))
    # the link of the answer is in the language of service; the page stays in the reader's
    token = draft.answer.status_url.rpartition("/")[2]
    standing = await at_requests.show_request(token)
    return render(
        request,
        "request_form/done.html",
        answer=draft.answer,
        status_path=f"/{language}/p/{token}",
        code_word=standing.code_word if standing else "",
        hours=beside.hours,
        town=beside.town,
        place=standing.request.municipality if standing else "",
        is_unchanged=muutos is not None,
    )


async def _changed(  # noqa: PLR0913, PLR0917  # what the page shows
    request: Request,
    language: Language,
    key: FormKey,
    at: FillInForm,
    beside: Beside,
    status: HTTPStatus,
) -> Response:
    """Show what would be sent now, for it is not what was read, or the door was shut since."""
    draft = await at.read_draft(key)
    if draft is None:
        return expired(request)
    return await _check_page(request, language, key, draft, at, beside, status)


async def _check_page(  # noqa: PLR0913, PLR0917  # what the page shows
    request: Request,
    language: Language,
    key: FormKey,
    draft: Draft,
    at: FillInForm,
    beside: Beside,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    is_for_person = at.is_for_person(draft.fields)
    return render(
        request,
        "request_form/check.html",
        status,
        values=draft.fields,
        version=draft.version,
        is_changed=status is HTTPStatus.CONFLICT,
        shut=await at.shut(draft),
        phone=readable(draft.fields["phone"]),
        asker_phone=readable(draft.fields.get("asker_phone", "")),
        is_child_alone=is_child_alone(draft.fields),
        is_for_person=is_for_person,
        is_same_offered=offers_same_helper(draft.fields) and not is_for_person,
        help_kinds=at.help_kinds(draft.fields),
        help_kinds_of_need=help_kinds(chosen_in(draft.fields)),
        needs=chosen_in(draft.fields),
        hours=beside.hours,
        town=beside.town,
        place=municipality_code_of(draft.fields["postal_code"]),
        payment=beside.payment.known(draft.fields.get("payment", "")),
        municipality=place_of(draft.fields["postal_code"], language),
        form=place_in(language, key, ""),
        back=place_in(language, key, Step.WORDS),
        challenge=await at.challenge(address_of(request)),
    )
