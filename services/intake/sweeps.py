"""What has expired is removed, and what was left is ended, by one loop."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import structlog

from services.intake.call_rounds.use_cases.make import SweepRounds
from services.intake.calls.use_cases.end import SweepCalls
from services.intake.request_form.use_cases.sweep import SweepDrafts
from services.intake.rights.use_cases.sweep import SweepRights
from services.intake.sign_in.use_cases.sweep import SweepSignIns
from services.intake.staff.use_cases import SweepTries
from services.intake.submissions.use_cases.sweep import SweepAnswers
from services.intake.work import Work
from shared.loops import Loop, Pauses
from shared.work import Store

NOW_AND_THEN = Pauses(usual=timedelta(minutes=10), after_failure=timedelta(minutes=10))

log = structlog.get_logger(__name__)


def remove_expired_from(store: Store[Work]) -> Callable[[], Awaitable[int]]:
    """Make what removes what has expired or is old, and ends what was left; gives how many rows."""
    drafts, answers, tries = SweepDrafts(store), SweepAnswers(store), SweepTries(store)
    sign_ins, left, over = SweepSignIns(store), SweepCalls(store), SweepRounds(store)
    rights = SweepRights(store)

    async def remove_expired() -> int:
        removed = await drafts.remove_expired_drafts()
        removed += await answers.forget_old_answers()
        removed += await sign_ins.forget_expired()
        removed += await left.end_left()
        removed += await over.close_over()
        removed += await rights.close_expired()
        return removed + await tries.forget_old_tries()

    return remove_expired


def loops(remove_expired: Callable[[], Awaitable[int]]) -> Sequence[Loop]:
    """Say what goes on in the background."""

    async def sweep() -> None:
        log.info("expired rows removed", count=await remove_expired())

    return (Loop("sweep", sweep, NOW_AND_THEN),)
