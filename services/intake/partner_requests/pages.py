"""Pages on which a partner's member or a referrer asks for somebody, and follows how it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.intake.partner_requests.model import OrganisationId
from services.intake.partner_requests.use_cases import (
    AskForSomebody,
    Asking,
    FollowPartnerRequests,
)
from services.intake.request_form.rules import IN_ORDER
from services.intake.requests.rules.payment import PaymentWays
from services.intake.signed_in import who
from services.intake.staff.model import StaffId
from services.intake.submissions.use_cases.take_in import AnswerGoneError
from shared.activation.rules import DoorShutError
from shared.contracts.words import Channel, Language, StaffRole, Urgency
from shared.web.forms import Problem, go_to, problems_on_page, status_for, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/pyynnot/{organisation_id}",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)
_TOGETHER: Final = frozenset({"also"})
"""Several boxes may be ticked."""
_AT_FIRST: Final[Mapping[str, str]] = {"may_ring": "yes"}
_LONGEST_KEY: Final = 100

AtAsking = Annotated[AskForSomebody, Depends(use_case(AskForSomebody))]
AtPayment = Annotated[PaymentWays, Depends(use_case(PaymentWays))]
AtFollowing = Annotated[FollowPartnerRequests, Depends(use_case(FollowPartnerRequests))]


@dataclass(frozen=True, slots=True)
class Form:
    """What the page for asking needs."""

    request: Request
    language: Language
    organisation_id: UUID
    at: AskForSomebody
    payment: PaymentWays

    def page(self, values: Mapping[str, str], *problems: Problem) -> Response:
        """Show it with what was typed and what is wrong with it."""
        return render(
            self.request,
            "partner_requests/ask.html",
            status_for(problems),
            values=values,
            problems=problems,
            needs=(*values.get("category", "").split(), *values.get("also", "").split()),
            categories=IN_ORDER,
            urgencies=tuple(Urgency),
            payments=[(way.code, way.asker[self.language]) for way in self.payment.ways],
            own=_own(self.request, self.organisation_id),
        )

    def asking(self, key: str) -> Asking:
        """Say who asks."""
        who = staff_of(self.request)
        is_member = StaffRole.PARTNER_MEMBER in who.roles
        channel = Channel.PARTNER if is_member else Channel.REFERRER
        return Asking(OrganisationId(self.organisation_id), StaffId(who.staff_id), channel, key)


async def _form(
    request: Request, language: Language, organisation_id: UUID, at: AtAsking, payment: AtPayment
) -> Form:
    return Form(request, language, organisation_id, at, payment)


OnForm = Annotated[Form, Depends(_form)]


@router.get("")
async def show(
    request: Request, organisation_id: UUID, at: AtFollowing, tunnus: str = ""
) -> Response:
    """List what the organisation asked for; `tunnus`: what was just taken in."""
    by = who(request)
    page = await at.show(OrganisationId(organisation_id), by)
    mine = [each for each in page.lines if each.reference == tunnus]
    return render(
        request,
        "partner_requests/list.html",
        HTTPStatus.OK,
        page=page,
        taken=mine[0] if mine else None,
        own=_own(request, organisation_id),
    )


@router.get("/uusi")
async def begin(form: OnForm) -> Response:
    """Ask for somebody."""
    return form.page({**_AT_FIRST, "key": form.at.new_key()})


@router.post("/uusi")
async def ask(form: OnForm) -> Response:
    """Take it in; a form that is sent twice leads to the same request."""
    typed = await typed_in(form.request, together=_TOGETHER)
    key = typed.get("key", "")[:_LONGEST_KEY] or form.at.new_key()
    try:
        answer = await form.at.ask(form.asking(key), typed)
    except DoorShutError as error:
        problem = Problem("category", f"shut.{error.why}")
        return form.page({**typed, "key": key}, problem)
    except AnswerGoneError:
        return go_to(_own(form.request, form.organisation_id))
    if isinstance(answer, tuple):
        return form.page({**typed, "key": key}, *problems_on_page(answer))
    own = _own(form.request, form.organisation_id)
    return go_to(f"{own}?tunnus={answer.reference}")


def _own(request: Request, organisation_id: UUID) -> str:
    return address(request, "partner_requests", organisation_id=organisation_id)
