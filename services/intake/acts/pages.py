"""A coordinator's page of one request: what may be done with it, and what was done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.intake.acts.model import REASONS, Act, Other, Outcome, Press, Reason, Shown, Stand
from services.intake.acts.rules.notes import NOTE
from services.intake.acts.use_cases.correct import ChangeRequests
from services.intake.acts.use_cases.end import EndRequests
from services.intake.acts.use_cases.link import LinkRequests
from services.intake.acts.use_cases.merge import MergeRequests
from services.intake.acts.use_cases.notes import KeepNotes
from services.intake.acts.use_cases.show import ShowActs
from services.intake.acts.use_cases.split import SplitRequests
from services.intake.requests.model import RequestId
from services.intake.requests.rules.payment import PaymentWays
from services.intake.signed_in import who
from shared.contracts.event import known
from shared.contracts.words import Category, Language, Urgency
from shared.fields.problem import Problem as Refused
from shared.web.forms import Problem, go_to, problems_on_page, status_for, typed_in
from shared.web.pages import address, render
from shared.web.use_cases import use_case
from shared.web.wording import area

router = APIRouter(prefix="/{language}/taulu/{request_id}/toimet", include_in_schema=False)

AtActs = Annotated[ShowActs, Depends(use_case(ShowActs))]
Payment = Annotated[PaymentWays, Depends(use_case(PaymentWays))]
AtEnd = Annotated[EndRequests, Depends(use_case(EndRequests))]
AtChange = Annotated[ChangeRequests, Depends(use_case(ChangeRequests))]
AtMerge = Annotated[MergeRequests, Depends(use_case(MergeRequests))]
AtLink = Annotated[LinkRequests, Depends(use_case(LinkRequests))]
AtSplit = Annotated[SplitRequests, Depends(use_case(SplitRequests))]
AtNotes = Annotated[KeepNotes, Depends(use_case(KeepNotes))]

Became = Outcome | tuple[Refused, ...]
TOGETHER: Final = frozenset({"category", "part", "also"})
"""Several boxes may be ticked."""
_FIELDS: Final[Mapping[Outcome, str]] = {
    Outcome.NO_SUCH: "other",
    Outcome.SAME: "other",
    Outcome.LOOK_FIRST: "other",
    Outcome.ASKERS_DIFFER: "is_same",
    Outcome.NOT_A_PART: "part",
}
"""At which field something is mended."""
_OTHER: Final[Mapping[Act, str]] = {Act.LINKED: "beside", Act.UNLINKED: "main"}
"""The field for the reference of the other, where it is not that of a merge."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: on which request, what was typed, and the page to show it on again."""

    request: Request
    request_id: RequestId
    language: Language
    typed: Mapping[str, str]
    at: ShowActs
    ways: PaymentWays

    @property
    def press(self) -> Press:
        """Read who pressed, and why."""
        staff_id = who(self.request)
        reason = known(Reason, self.typed.get("reason", ""))
        return Press(self.request_id, staff_id, reason, self.typed.get("seen", ""))

    async def answer(self, act: Act, became: Became) -> Response:
        """Lead back to the page, or show it with what was typed and why nothing was done."""
        if became is Outcome.DONE:
            return go_to(f"{_own(self.request, self.request_id)}?tehty={act}")
        return await _page(self, act, _problems(act, became))


async def sent(
    request: Request, language: Language, request_id: UUID, at: AtActs, ways: Payment
) -> Sent:
    """Read what was sent."""
    is_form = request.method == "POST"
    typed = await typed_in(request, together=TOGETHER) if is_form else {}
    return Sent(request, RequestId(request_id), language, typed, at, ways)


Form = Annotated[Sent, Depends(sent)]


@router.get("")
async def show(form: Form, tehty: str = "") -> Response:
    """Show it; `tehty`: what was just done."""
    return await _page(form, None, (), known(Act, tehty))


@router.get("/{act}")
async def show_after(request: Request, request_id: UUID) -> Response:
    """Show it: here lead the links to other languages on a page with a problem."""
    return go_to(_own(request, RequestId(request_id)))


@router.post("/paata")
async def close(form: Form, at: AtEnd) -> Response:
    """End it, and those that were ticked of what belongs together with it."""
    return await form.answer(Act.CLOSED, await at.close(form.press, list(_also(form))))


@router.post("/avaa")
async def reopen(form: Form, at: AtEnd) -> Response:
    """Search again."""
    return await form.answer(Act.REOPENED, await at.reopen(form.press))


@router.post("/muuta")
async def correct(form: Form, at: AtChange) -> Response:
    """Change what is needed, how soon and where."""
    return await form.answer(Act.CORRECTED, await at.correct(form.press, form.typed))


@router.post("/yhdista")
async def merge(form: Form, at: AtMerge) -> Response:
    """Make one of two."""
    other = Other(form.typed.get("other", ""), form.typed.get("seen_other", ""))
    merged = await at.merge(form.press, other, is_confirmed="is_same" in form.typed)
    return await form.answer(Act.MERGED, merged)


@router.post("/erota")
async def unmerge(form: Form, at: AtMerge) -> Response:
    """Make two of what became one."""
    return await form.answer(Act.UNMERGED, await at.unmerge(form.press))


@router.post("/kytke")
async def link(form: Form, at: AtLink) -> Response:
    """Keep that it belongs together with another."""
    linked = await at.link(
        form.press, form.typed.get("beside", ""), is_raised="raise" in form.typed
    )
    return await form.answer(Act.LINKED, linked)


@router.post("/pura")
async def unlink(form: Form, at: AtLink) -> Response:
    """Keep that it does so no more."""
    became = await at.unlink(form.press, form.typed.get("beside", ""))
    return await form.answer(Act.UNLINKED, became)


@router.post("/jaa")
async def split(form: Form, at: AtSplit) -> Response:
    """Make two of one."""
    became = await at.split(form.press, form.typed.get("part", "").split())
    return await form.answer(Act.SPLIT, became)


@router.post("/muistio")
async def write(form: Form, at: AtNotes) -> Response:
    """Keep a note."""
    written = await at.write(form.press, form.typed.get(NOTE, ""))
    return await form.answer(Act.NOTED, written)


@router.post("/muistio/{note_id}")
async def strike(form: Form, note_id: int, at: AtNotes) -> Response:
    """Strike a note through."""
    return await form.answer(Act.STRUCK, await at.strike(form.press, note_id))


def _also(form: Sent) -> Iterator[Press]:
    """Read which others are ended too, each as it was shown."""
    for ticked in form.typed.get("also", "").split():
        named, _, seen = ticked.partition("~")
        try:
            yield replace(form.press, request_id=RequestId(UUID(named)), seen=seen)
        except ValueError:
            continue


def _own(request: Request, request_id: RequestId) -> str:
    return address(request, "acts", request_id=request_id)


def _problems(act: Act, became: Became) -> tuple[Problem, ...]:
    if isinstance(became, tuple):
        return problems_on_page(became)
    if became is Outcome.UNKNOWN:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    is_of_many = act in {Act.STRUCK, Act.UNLINKED}  # of many notes or links which?
    is_at_field = became is Outcome.NO_REASON and not is_of_many
    named = _FIELDS.get(became, "main")
    at = _OTHER.get(act, named) if named == "other" else named
    field = f"reason-{act}" if is_at_field else at
    return (Problem(field, f"problem.acts.{became}"),)


async def _page(
    form: Sent, pressed: Act | None, problems: tuple[Problem, ...], done: Act | None = None
) -> Response:
    named = form.typed.get("other", "") if pressed is Act.MERGED else ""
    shown = await form.at.show(form.request_id, named)
    if shown is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return render(
        form.request,
        "acts/page.html",
        status_for(problems),
        acts=shown,
        values=_values(shown) | dict(form.typed),
        problems=problems,
        pressed=pressed,
        done=done,
        reasons_of=REASONS,
        place=_place(shown.stand, form.language),
        other_place=_place(shown.other, form.language) if shown.other else "",
        categories=tuple(Category),
        urgencies=tuple(Urgency),
        payments=form.ways.offered(form.typed.get("category", "").split()),
        own=_own(form.request, form.request_id),
    )


def _place(stand: Stand, language: Language) -> str:
    return area(stand.request.municipality, stand.postal_code or None, language)


def _values(shown: Shown) -> dict[str, str]:
    """Give what the fields hold before anything is typed; one that is alike is offered."""
    request = shown.stand.request
    offered = shown.alike[0].reference if len(shown.alike) == 1 else ""
    return {
        "category": " ".join(request.needs),
        "urgency": request.urgency,
        "postal_code": shown.stand.postal_code,
        "beside": offered,
        **dict.fromkeys(("reason", "other", "part", "also", NOTE), ""),
    }
