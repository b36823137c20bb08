"""What every page of a call needs, who asks for it, and what they typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request, Response

from services.intake.callers.model import Likeness
from services.intake.callers.rules.likeness import says_enough
from services.intake.callers.use_cases.find import FindLike, Unshown
from services.intake.calls.model.call import Call, CallId
from services.intake.calls.rules.asked import who_calls
from services.intake.calls.use_cases.finish import FinishCalls
from services.intake.calls.use_cases.hold import HoldCalls, Typed
from services.intake.calls.use_cases.same import FillAsBefore
from services.intake.calls.use_cases.tell import TellCalls, Told
from services.intake.calls.wording import Screen
from services.intake.requests.rules.payment import PaymentWays
from services.intake.staff.model import StaffId
from shared.contracts.words import Language
from shared.web.dates import spoken_time
from shared.web.forms import go_to, typed_in
from shared.web.pages import catalogues_of
from shared.web.use_cases import use_case

PREFIX: Final = "/{language}/ops"
_TOGETHER: Final = frozenset({"also", "raise"})
"""Several boxes may be ticked."""
_MOST_DIGITS: Final = 9

AtHold = Annotated[HoldCalls, Depends(use_case(HoldCalls))]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages of a call need."""

    hold: HoldCalls
    same: FillAsBefore
    tell: TellCalls
    payment: PaymentWays
    like: FindLike

    @property
    def finish(self) -> FinishCalls:
        """Give what a call is kept and ended by."""
        return self.same.finish

    def screen(self, call: Call, values: Mapping[str, str]) -> Screen:
        """Give what is asked and offered, in view of what is in the fields."""
        triage, judged = self.finish.triage.current(), self.finish.judge(values)
        again = self.finish.call_backs
        times, hours = again.offered(), again.hours_today()
        return Screen(triage, self.payment, judged, values, call.direction, times, hours)

    async def find_like(
        self, call_id: CallId, fields: Mapping[str, str], by: StaffId
    ) -> Likeness | Unshown | None:
        """Look who is like who calls; None where too little is typed, which counts as no search."""
        typed = who_calls(fields, self.finish.submissions.municipality_of)
        return await self.like.find_like(call_id, typed, by) if says_enough(typed) else None


async def _desk(
    hold: AtHold,
    same: Annotated[FillAsBefore, Depends(use_case(FillAsBefore))],
    tell: Annotated[TellCalls, Depends(use_case(TellCalls))],
    payment: Annotated[PaymentWays, Depends(use_case(PaymentWays))],
    like: Annotated[FindLike, Depends(use_case(FindLike))],
) -> Desk:
    return Desk(hold, same, tell, payment, like)


AtDesk = Annotated[Desk, Depends(_desk)]


def page_of(language: Language, call_id: UUID) -> str:
    """Give the address of a call."""
    return f"/{language}/ops/{call_id}"


async def fields_of(request: Request) -> dict[str, str]:
    """Read what stands in the fields of the screen."""
    return await typed_in(request, together=_TOGETHER)


def typed_as(fields: Mapping[str, str], notice: str) -> Typed:
    """Read what a screen sends beside its fields; `notice` is the version that is said now."""
    digits, link = fields.get("version", ""), fields.get("link", "")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    return Typed(
        fields,
        int(digits) if is_number else -1,
        notice if "notice" in fields else None,
        id_in(fields.get("attach", "")),
        id_in(link),
        is_raised=bool(link) and link in fields.get("raise", "").split(),
    )


def id_in(typed: str) -> UUID | None:
    """Read an id; None for what is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def is_by_script(request: Request) -> bool:
    """Say whether htmx asks, which puts an answer into the page that is shown."""
    return "hx-request" in request.headers


def lead(request: Request, path: str) -> Response:
    """Lead on after a press; htmx would put where it is led into the page that is shown."""
    if is_by_script(request):
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": path})
    return go_to(path)


def read_out(request: Request, told: Told) -> Mapping[str, object]:
    """Give what is read out, in the language of whoever called."""
    catalogues, language = catalogues_of(request), told.language
    return {
        "call": told.call,
        "told": told,
        "spoken": language.spoken,
        "aloud": lambda text_id, **values: catalogues.text(language.spoken, text_id, **values),
        "in_language": catalogues.text,
        "when_aloud": lambda moment: spoken_time(moment, language.spoken),
    }
