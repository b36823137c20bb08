"""What somebody types about how the network is to stand, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar

from services.intake.activation.model import LONGEST, Decision, Fault
from shared.activation.rules import GOES_TO
from shared.activation.standing import Reach, Standing
from shared.contracts.activation_words import ActivationState, OpenChannel, SignUp
from shared.fields.day import read_day
from shared.fields.problem import Problem, too_long

CodeT = TypeVar("CodeT", bound=StrEnum)

TOGETHER: Final = frozenset({"areas", "lines", "channels"})
"""Of these boxes several may be ticked."""
DAYS: Final = ("valid_until", "review_on")
WORDS: Final = ("trigger", "decision")
FIELDS: Final = ("state", *sorted(TOGETHER), "sign_up", *DAYS, *WORDS)

FIELD_OF: Final[Mapping[Fault, str]] = {
    Fault.NO_SUCH_STEP: "state",
    Fault.NOTHING_NEW: "state",
    Fault.NOT_CONFIRMED: "word",
    Fault.TRIGGER_MISSING: "trigger",
    Fault.DECISION_MISSING: "decision",
    Fault.VALID_UNTIL_MISSING: "valid_until",
    Fault.VALID_UNTIL_OVER: "valid_until",
    Fault.REVIEW_MISSING: "review_on",
    Fault.REVIEW_OVER: "review_on",
    Fault.REVIEW_TOO_LATE: "review_on",
    Fault.AREA_NOT_SERVED: "areas",
    Fault.LINE_UNKNOWN: "lines",
}
"""Where what is wrong is said; words that are too long are said of each by itself."""
UP: Final = frozenset(
    {ActivationState.ALERTED, ActivationState.ACTIVATED, ActivationState.PROLONGED}
)


def goes_to(standing: Standing) -> Sequence[ActivationState]:
    """List where it can go, with where it is first: there what is open may be changed."""
    onward = (each for each in ActivationState if each in GOES_TO[standing.state])
    return [standing.state, *onward]


def typed_of(standing: Standing) -> Mapping[str, str]:
    """Give what is open now as a form shows it; where it goes, and why, nobody said yet."""
    reach = standing.reach
    return dict.fromkeys(FIELDS, "") | {
        "areas": " ".join(sorted(reach.areas)),
        "lines": " ".join(sorted(reach.lines)),
        "channels": " ".join(sorted(reach.channels)),
        "sign_up": reach.sign_up,
        "valid_until": reach.valid_until.isoformat() if reach.valid_until else "",
        "review_on": reach.review_on.isoformat() if reach.review_on else "",
    }


def decision_in(typed: Mapping[str, str], standing: Standing) -> Decision:
    """Read it; what cannot be read is as it stands, or none: `problems` says so."""
    channels = typed.get("channels", "").split()
    reach = Reach(
        areas=frozenset(typed.get("areas", "").split()),
        lines=frozenset(typed.get("lines", "").split()),
        channels=frozenset(each for each in OpenChannel if each in channels),
        sign_up=_one_of(SignUp, typed.get("sign_up")) or standing.reach.sign_up,
        valid_until=read_day(typed.get("valid_until", "")),
        review_on=read_day(typed.get("review_on", "")),
    )
    state = _one_of(ActivationState, typed.get("state")) or standing.state
    return Decision(state, reach, typed.get("trigger", ""), typed.get("decision", ""))


def problems(typed: Mapping[str, str], faults: Sequence[Fault]) -> Sequence[Problem]:
    """Say of each field what is wrong with it, in the order of the form; one thing a field."""
    found = [*_unread(typed), *_too_long(typed)]
    seen = {each.field for each in found}
    found += [
        Problem(FIELD_OF[each], each)
        for each in dict.fromkeys(faults)
        if each in FIELD_OF and FIELD_OF[each] not in seen
    ]
    places = [*FIELDS, *FIELD_OF.values()]
    return sorted(found, key=lambda each: places.index(each.field))


def word_for(state: ActivationState) -> str:
    """Give what is typed to confirm a decision, on a page as on the command line."""
    return "AKTIVOI" if state in UP else "LOPETA"


def is_word(typed: str, state: ActivationState) -> bool:
    """Say whether it was typed; telephones begin with a capital and go on in small letters."""
    return typed.strip().upper() == word_for(state)


def _one_of(codes: type[CodeT], typed: str | None) -> CodeT | None:
    return next((each for each in codes if each == typed), None)


def _unread(typed: Mapping[str, str]) -> Iterator[Problem]:
    if _one_of(ActivationState, typed.get("state")) is None:
        yield Problem("state", "state_missing")
    for name in DAYS:
        said = typed.get(name, "")
        if said.strip() and read_day(said) is None:
            yield Problem(name, "no_day")


def _too_long(typed: Mapping[str, str]) -> Iterator[Problem]:
    for name in WORDS:
        said = typed.get(name, "")
        if len(said) > LONGEST:
            yield too_long(name, said, LONGEST)
