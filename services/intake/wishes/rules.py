"""Which wishes are sent: matching refuses by its own rules, but some need not be asked of it."""

import re
from datetime import datetime, timedelta
from typing import Final, Protocol

from services.intake.requests.model import Request, State
from services.intake.wishes.model import ASKED, UNDONE, WIDENING, Outcome, SentWish, Widening
from shared.contracts.ask_words import OVERRIDABLE, AskManner
from shared.contracts.words import VOLUNTEER_CATEGORIES, Category

UNDO_TIME: Final = timedelta(seconds=60)
"""How long a wish waits before it leaves: whoever undoes it in that time has sent nothing."""
OFFERED: Final = (AskManner.FIRST, AskManner.AGREED)
"""The ways of the page, the usual one first."""
_NUMBER: Final = re.compile(r"\d{1,10}", re.ASCII)
_WAITING: Final = frozenset({State.RECEIVED, State.OPEN, State.PROPOSED, State.UNMATCHED})


class Says(Protocol):
    """Says texts, codes and moments in a reader's language."""

    def text(self, text_id: str, **values: object) -> str:
        """Look a text up."""
        ...

    def code(self, group: str, code: str) -> str:
        """Say a code, also one of a later version."""
        ...

    def moment(self, at: datetime) -> str:
        """Write a moment to the second."""
        ...


def is_for_volunteers(category: Category) -> bool:
    """Say whether a volunteer may be asked to do it."""
    return category in VOLUNTEER_CATEGORIES


def may_be_asked(request: Request) -> Outcome:
    """Say whether a volunteer may be asked now."""
    if not is_for_volunteers(request.category):
        return Outcome.NOT_FOR_VOLUNTEERS
    return may_be_referred(request)


def may_be_referred(request: Request) -> Outcome:
    """Say whether the request still waits for help."""
    return Outcome.ON_ITS_WAY if request.state in _WAITING else Outcome.NOT_WAITING


def wrong_number(text: str) -> str | None:
    """Say why this cannot be a number on the roster: `missing` or `invalid`."""
    bare = text.strip()
    if not bare:
        return "missing"
    return None if _NUMBER.fullmatch(bare) and int(bare) else "invalid"


def past(wish: SentWish) -> tuple[str, ...]:
    """Give the rules to pass over for a wish that was refused; nothing where that cannot be."""
    may_pass = wish.answer in OVERRIDABLE[wish.manner]
    return (*wish.overrides, wish.answer) if may_pass and wish.answer else ()


def tell(wish: SentWish, say: Says) -> str:
    """Say what became of a wish; a reason that has no words here is shown with its code."""
    if wish.widening is not None:
        return _tell_widening(wish, wish.widening, say)
    if wish.volunteer_number is None:
        return _tell_referral(wish.answer, say)
    return say.text("board.wish_of", number=wish.volunteer_number, answer=_answer(wish, say))


def _answer(wish: SentWish, say: Says) -> str:
    way = WIDENING if wish.widening else wish.manner
    if wish.due_at is not None:
        return say.text(f"board.wish_due.{way}", time=say.moment(wish.due_at))
    if wish.answer is None:
        return say.text(f"board.wish_sent.{way}")
    if wish.answer in {ASKED, UNDONE}:
        return say.text(f"board.wish_{wish.answer}.{way}", more=wish.more or 0)
    return say.text(f"board.wish_not.{way}", why=say.code("rule", wish.answer))


def _tell_widening(wish: SentWish, widening: Widening, say: Says) -> str:
    limits = ", ".join(say.code("soft_limit", each) for each in widening.limits)
    reason = say.code("widening_reason", widening.reason)
    return say.text("board.widening", limits=limits, reason=reason, answer=_answer(wish, say))


def _tell_referral(answer: str | None, say: Says) -> str:
    if answer is None:
        return say.text("board.wish_sent.referral")
    if answer == ASKED:
        return say.text("board.wish_asked.referral")
    return say.text("board.wish_not.referral", why=say.code("rule", answer))
