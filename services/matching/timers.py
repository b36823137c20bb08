"""What time alone brings about: a loop for each kind of due row."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from datetime import timedelta
from typing import Final, TypeVar

from prometheus_client import Counter

from services.matching.composition import UseCases
from services.matching.ports import Ports
from shared.loops import EACH_SECOND, Do, DoMany, Due, DueRows, Loop, Pauses, drain
from shared.telemetry.metrics import REGISTRY

Key = TypeVar("Key", bound=Hashable)
IN_NO_HURRY: Final = Pauses(usual=timedelta(seconds=10))
NOW_AND_THEN: Final = Pauses(usual=timedelta(minutes=10), after_failure=timedelta(seconds=5))

items_total = Counter(
    "matching_timer_items_total", "Due rows that were worked off", ["kind"], registry=REGISTRY
)


def timers(ports: Ports, use: UseCases) -> Sequence[Loop]:
    """Make them all."""
    lapsed = counted("expired", use.expire.expire_proposal)
    over = counted("week_over", use.assignments.end_week)
    forgotten = counted("forgotten", use.forget.forget_applicant)
    rested = counted("pause_over", use.membership.end_pause)
    unanswered = counted("invitation_over", use.end_invitations.end_invitation)
    late = use.hand_over_late
    handed_over = counted("late", late.hand_over)
    matches, applicants = ports.due_matches, ports.due_applicants
    needs, report = ports.due_needs, use.report
    return (
        rows_loop(ports, "search_reports", needs.reports, report.report_one, report.report_some),
        rows_loop(ports, "lapsed_matches", matches.lapsed, lapsed),
        rows_loop(ports, "late_needs", late.late_needs, handed_over, pauses=IN_NO_HURRY),
        rows_loop(ports, "weeks_over", matches.weeks_over, over, pauses=IN_NO_HURRY),
        rows_loop(
            ports, "unconfirmed_applicants", applicants.unconfirmed, forgotten, pauses=IN_NO_HURRY
        ),
        rows_loop(ports, "pauses_over", ports.due_pauses.pauses_over, rested, pauses=IN_NO_HURRY),
        rows_loop(
            ports, "invitations_over", ports.due_invitations.over, unanswered, pauses=IN_NO_HURRY
        ),
        rows_loop(
            ports, "supply", ports.due_towns.towns, use.supply.report_town, pauses=IN_NO_HURRY
        ),
        *_of_referrals(ports, use),
        rows_loop(
            ports,
            "capacity_reminders",
            ports.due_capacities.lapsing,
            counted("capacity_lapsing", use.remind_of_capacity.remind),
            pauses=NOW_AND_THEN,
        ),
        Loop("addresses_to_rehash", drain(use.rehash.rehash_batch), NOW_AND_THEN),
        use.letters.loop(),
    )


def _of_referrals(ports: Ports, use: UseCases) -> Sequence[Loop]:
    due, follow = ports.due_referrals, use.follow_referrals
    over = counted("referral_due", follow.follow_deadline)
    passed_on = counted("referral_passed_on", use.pass_on_referrals.pass_on)
    of_left = counted("referral_of_left", follow.end_of_left)
    by_rule = counted("referred", use.refer.refer_by_rule)
    return (
        rows_loop(ports, "referrals_due", due.due, over, pauses=IN_NO_HURRY),
        rows_loop(ports, "referrals_to_pass_on", due.to_pass_on, passed_on),
        rows_loop(ports, "referrals_of_left", due.without_partner, of_left, pauses=IN_NO_HURRY),
        rows_loop(ports, "needs_to_refer", due.unreferred, by_rule, pauses=IN_NO_HURRY),
    )


def rows_loop(  # noqa: PLR0913  # what a loop is made of, and each has a name
    ports: Ports,
    name: str,
    due: Due[Key],
    do: Do[Key],
    together: DoMany[Key] | None = None,
    *,
    pauses: Pauses = EACH_SECOND,
) -> Loop:
    """Make a loop that works due rows; what fails again and again ends in a person's list."""
    return Loop(name, DueRows(due, do, "row_id", ports.setbacks(name), together=together), pauses)


def counted(kind: str, do: Callable[[Key], Awaitable[bool]]) -> Callable[[Key], Awaitable[bool]]:
    """Count how often something due was done, and not found done already."""

    async def do_and_count(key: Key) -> bool:
        is_done = await do(key)
        items_total.labels(kind).inc(is_done)
        return is_done

    return do_and_count
