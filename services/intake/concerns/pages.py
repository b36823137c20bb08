"""Where anybody says that something was wrong, and where two people see to it."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.intake.concerns.model import ConcernId, Opened, Origin, Outcome
from services.intake.concerns.rules import NOTE, read_note
from services.intake.concerns.use_cases import CameFrom, SeeToConcerns, SendConcern
from services.intake.signed_in import who
from shared.contracts.event import known
from shared.contracts.words import HelpKind, Language
from shared.fields.problem import Problem as Refused
from shared.web.forms import SWITCH, go_to, problems_on_page, status_for, typed_in, unknown_link
from shared.web.pages import address, catalogues_of, render
from shared.web.use_cases import use_case
from shared.web.wording import Wording

router = APIRouter(include_in_schema=False)

AtConcern = Annotated[SendConcern, Depends(use_case(SendConcern))]
AtConcerns = Annotated[SeeToConcerns, Depends(use_case(SeeToConcerns))]

HELP: Final = (HelpKind.VIOLENCE, HelpKind.CHILDREN, HelpKind.SOCIAL)
"""What people may need before anybody reads them."""
OF_PLACE: Final = {"p": Origin.ASKER, "yhteys": Origin.HELPER}
"""Who has a link, by the part of the address before it."""


async def came_from(request: Request, language: Language) -> CameFrom:
    """Tell by the address from whose page somebody comes, and by which link."""
    del language
    token = request.path_params.get("token")
    return CameFrom(OF_PLACE[request.url.path.split("/")[2]], token) if token else CameFrom()


FromWhere = Annotated[CameFrom, Depends(came_from)]


@router.get("/{language}/huoli")
@router.get("/{language}/p/{token}/huoli")
@router.get("/{language}/yhteys/{token}/huoli")
async def ask(request: Request, at: AtConcern, where: FromWhere) -> Response:
    """Show the page to anybody; by a link they need not say about which request.

    Nothing of the contact data is shown to the helper.
    """
    return await _form(request, at, where)


@router.post("/{language}/huoli")
@router.post("/{language}/p/{token}/huoli")
@router.post("/{language}/yhteys/{token}/huoli")
async def send(request: Request, at: AtConcern, where: FromWhere) -> Response:
    """Keep what was written, or say what is to be mended."""
    typed = await typed_in(request)
    if SWITCH in typed:
        return await _form(request, at, where, typed)
    problems = await at.send(typed, typed.get("form", ""), where)
    if problems:
        return await _form(request, at, where, typed, problems)
    return go_to(f"{address(request, 'concern')}/kiitos")


@router.get("/{language}/huoli/kiitos")
async def thank(request: Request, language: Language) -> Response:
    """Say what happens now; nothing of what was written."""
    return render(request, "concerns/sent.html", back=f"/{language}")


@router.get("/{language}/huolet")
async def list_concerns(request: Request, language: Language, at: AtConcerns) -> Response:
    """List what waits, without a word of it."""
    say = Wording(catalogues_of(request), language)
    return render(request, "concerns/list.html", concerns=await at.waiting(), say=say)


@router.post("/{language}/huolet/{concern_id}")
async def open_concern(
    request: Request, language: Language, concern_id: UUID, at: AtConcerns
) -> Response:
    """Open one, on record."""
    staff = who(request)
    opened = await at.open(ConcernId(concern_id), staff)
    if opened is None:
        return unknown_link(request, "concerns/unknown.html")
    return _opened(request, language, opened)


@router.post("/{language}/huolet/{concern_id}/tallenna")
async def keep(request: Request, language: Language, concern_id: UUID, at: AtConcerns) -> Response:
    """Keep a note and what became of it; what is wrong is said beside the concern."""
    typed, staff = await typed_in(request), who(request)
    note = read_note(typed.get(NOTE, ""))
    if isinstance(note, Refused):
        opened = await at.open(ConcernId(concern_id), staff)
        if opened is None:
            return unknown_link(request, "concerns/unknown.html")
        return _opened(request, language, opened, typed.get(NOTE, ""), (note,))
    outcome = known(Outcome, typed.get("outcome", ""))
    await at.keep(ConcernId(concern_id), staff, note, outcome)
    return go_to(address(request, "concerns"))


async def _form(
    request: Request,
    at: SendConcern,
    came_from: CameFrom,
    typed: dict[str, str] | None = None,
    refused: tuple[Refused, ...] = (),
) -> Response:
    problems, values = problems_on_page(refused), typed or {}
    return render(
        request,
        "concerns/form.html",
        status_for(problems),
        problems=problems,
        values=values,
        form=values.get("form") or at.new_form(),
        reference=await at.reference_of(came_from),
        help_kinds=HELP,
    )


def _opened(
    request: Request,
    language: Language,
    opened: Opened,
    note: str = "",
    refused: tuple[Refused, ...] = (),
) -> Response:
    problems = problems_on_page(refused)
    return render(
        request,
        "concerns/opened.html",
        status_for(problems),
        problems=problems,
        opened=opened,
        note=note,
        outcomes=list(Outcome),
        say=Wording(catalogues_of(request), language),
    )
