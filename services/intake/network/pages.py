"""How the network stands, a form to decide about it, what that will change, and that it is done."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from services.intake.activation.model import (
    Changed,
    Fault,
    Press,
    Refused,
    SomebodyWasFirst,
    Stand,
    Step,
)
from services.intake.network.model import Checked, NotReady
from services.intake.network.rules.form import (
    FIELDS,
    TOGETHER,
    decision_in,
    goes_to,
    is_word,
    problems,
    typed_of,
    word_for,
)
from services.intake.network.rules.opening import opens
from services.intake.network.use_cases import DecideOnNetwork
from services.intake.network.wording import NetworkWords
from services.intake.signed_in import By
from shared.contracts.activation_words import OpenChannel, SignUp
from shared.contracts.words import Language, ServiceLine
from shared.fields.problem import Problem as Wrong
from shared.web.forms import Problem, go_to, status_for, typed_in
from shared.web.language import IN_ITS_LANGUAGE, language_of
from shared.web.pages import address, catalogues_of, render
from shared.web.use_cases import use_case
from shared.web.wording import Wording, name_of

router = APIRouter(
    prefix="/{language}/kayttoonotto", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtNetwork = Annotated[DecideOnNetwork, Depends(use_case(DecideOnNetwork))]

NOT_READY: Final = Wrong("anyway", "not_ready")


@router.get("")
async def show(request: Request, at: AtNetwork) -> Response:
    """Show how the network stands, and what was decided before."""
    stand, steps = await at.show()
    return _overview(request, stand, steps)


@router.get("/tehty/{row_id}")
async def show_done(request: Request, row_id: int, at: AtNetwork) -> Response:
    """Say under which number what was decided is on record."""
    stand, steps = await at.show()
    done = next((step for step in steps if step.id == row_id), None)
    if done is None:
        return go_to(address(request, "network"))
    return _overview(request, stand, steps, done)


@router.get("/muuta")
async def ask(request: Request, at: AtNetwork) -> Response:
    """Ask how it is to stand; what is open now is filled in."""
    stand, _ = await at.show()
    return _form(request, at, stand, typed_of(stand.standing))


@router.post("/muuta")
async def check(request: Request, at: AtNetwork) -> Response:
    """Show what would change, or what is to be mended, with what was typed."""
    typed = await typed_in(request, together=TOGETHER)
    stand, steps = await at.show()
    if typed.get("seen") != stand.seen:
        return _form(request, at, stand, typed, SomebodyWasFirst(next(iter(steps), None)))
    if "again" in typed:
        return _form(request, at, stand, typed)
    checked = await at.check(decision_in(typed, stand.standing))
    wrong = problems(typed, checked.faults)
    if wrong:
        return _form(request, at, stand, typed, wrong)
    return _confirmation(request, checked, typed)


@router.post("/vahvista")
async def confirm(request: Request, at: AtNetwork, by: By) -> Response:
    """Do it once the word is typed, or say why it was not done."""
    typed = await typed_in(request)
    stand, _ = await at.show()
    if wrong := problems(typed, ()):
        return _form(request, at, stand, typed, wrong)
    decision = decision_in(typed, stand.standing)
    is_confirmed = is_word(typed.get("word", ""), decision.state)
    press = Press(by, decision, typed.get("seen", ""), is_confirmed)
    done = await at.decide(press, anyway="anyway" in typed)
    if isinstance(done, Changed):
        return go_to(f"{address(request, 'network')}/tehty/{done.audit_id}")
    return await _not_done(request, at, press, typed, done)


async def _not_done(
    request: Request,
    at: DecideOnNetwork,
    press: Press,
    typed: Mapping[str, str],
    done: Refused | NotReady | SomebodyWasFirst,
) -> Response:
    stand, _ = await at.show()
    if isinstance(done, SomebodyWasFirst):
        return _form(request, at, stand, typed, done)
    found = _of_confirmation(typed, done, is_confirmed=press.is_confirmed)
    if {each.field for each in found} <= {"word", "anyway"}:
        return _confirmation(request, await at.check(press.decision), typed, found)
    return _form(request, at, stand, typed, found)


def _of_confirmation(
    typed: Mapping[str, str], done: Refused | NotReady, *, is_confirmed: bool
) -> Sequence[Wrong]:
    if isinstance(done, Refused):
        return problems(typed, done.faults)
    unconfirmed = () if is_confirmed else problems(typed, [Fault.NOT_CONFIRMED])
    return [NOT_READY, *unconfirmed]


def _overview(
    request: Request, stand: Stand, steps: Sequence[Step], done: Step | None = None
) -> Response:
    standing = stand.standing
    told = _words(request).told(standing.state, standing.reach)
    shown = {"standing": standing, "told": told, "steps": steps, "done": done}
    return render(request, "network/overview.html", HTTPStatus.OK, **shown)


def _form(
    request: Request,
    at: DecideOnNetwork,
    stand: Stand,
    typed: Mapping[str, str],
    said: Sequence[Wrong] | SomebodyWasFirst = (),
) -> Response:
    late = said if isinstance(said, SomebodyWasFirst) else None
    found = () if isinstance(said, SomebodyWasFirst) else tuple(map(_problem, said))
    language, state = language_of(request), stand.standing.state
    serves = sorted(at.changing.serves, key=lambda code: name_of(code, language))
    return render(
        request,
        "network/form.html",
        HTTPStatus.CONFLICT if late else status_for(found),
        problems=found,
        typed=dict.fromkeys(FIELDS, "") | dict(typed),
        seen=stand.seen,
        stands_in=state,
        states=goes_to(stand.standing),
        areas=[(code, name_of(code, language)) for code in serves],
        lines=tuple(ServiceLine),
        channels=tuple(OpenChannel),
        sign_ups=tuple(SignUp),
        told=_words(request).told(state, stand.standing.reach),
        late=late,
    )


def _confirmation(
    request: Request, checked: Checked, typed: Mapping[str, str], wrong: Sequence[Wrong] = ()
) -> Response:
    found = tuple(_problem(each) for each in wrong)
    standing, decision = checked.stand.standing, decision_in(typed, checked.stand.standing)
    before, after = (standing.state, standing.reach), (decision.state, decision.reach)
    return render(
        request,
        "network/confirm.html",
        status_for(found),
        problems=found,
        typed=typed,
        kept=[(name, typed.get(name, "")) for name in (*FIELDS, "seen")],
        decision=decision,
        changes=_words(request).changes(before, after),
        opens=opens(standing, decision),
        facts=checked.facts,
        missing=checked.missing,
        word=word_for(decision.state),
    )


def _words(request: Request) -> NetworkWords:
    return NetworkWords(Wording(catalogues_of(request), Language(language_of(request))))


def _problem(wrong: Wrong) -> Problem:
    return Problem(wrong.field, f"problem.network.{wrong.code}", wrong.length, wrong.over)
