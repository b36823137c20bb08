"""What a supplier types of one delivery; never more than is agreed, nor outside its time.

A log promises no money: who did more than is agreed has the contract corrected first.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from services.matching.activities.rules.done import MOST_PEOPLE
from services.matching.programme.rules.typed import Typed
from services.matching.purchases.model import Done, Purchase
from shared.contracts.purchase_words import MOST_BOUGHT
from shared.fields.minutes import DAY, written_minutes
from shared.fields.problem import Problem

ONE: Final = "1"


def read_delivery(
    fields: Mapping[str, str], purchase: Purchase, today: date, before: Done | None = None
) -> Done | tuple[Problem, ...]:
    """Read it, or say of every field what is wrong; `before` is what it corrects."""
    typed = Typed(fields)
    done = Done(
        occurred_on=_day(typed, purchase, today),
        quantity=_quantity(typed, purchase, before),
        minutes=typed.needed_minutes("minutes", DAY),
        attendance=_attendance(typed, before),
    )
    return tuple(typed.problems) or done


def may_deliver(purchase: Purchase, today: date) -> bool:
    """Say whether anything can be written down: late, too, of a day on which it held."""
    return purchase.left > 0 and purchase.terms.first_day <= today


def as_typed(done: Done) -> dict[str, str]:
    """Write it as the form's fields, so that it is read again as it is."""
    return {
        "occurred_on": done.occurred_on.isoformat(),
        "quantity": str(done.quantity),
        "minutes": written_minutes(done.minutes),
        "attendance": "" if done.attendance is None else str(done.attendance),
    }


def begun(purchase: Purchase, today: date, last: Done | None) -> dict[str, str]:
    """Give what a form begins with: one today, as long as the last; who came is asked anew."""
    day = {"occurred_on": min(today, purchase.last_day).isoformat()}
    if last is None or not last.quantity:
        return day | {"quantity": ONE}
    return as_typed(last) | day | {"attendance": ""}


def _day(typed: Typed, purchase: Purchase, today: date) -> date:
    day = typed.day("occurred_on")
    if day is None:
        return today
    checks = (
        (day > today, "future"),
        (day < purchase.terms.first_day, "early"),
        (day > purchase.last_day, "late"),
    )
    typed.refuse("occurred_on", next((code for applies, code in checks if applies), None))
    return day


def _quantity(typed: Typed, purchase: Purchase, before: Done | None) -> int:
    quantity = typed.needed_number("quantity", 0 if before else 1, MOST_BOUGHT)
    left = purchase.left + (before.quantity if before else 0)
    is_known = not any(each.field == "quantity" for each in typed.problems)
    typed.refuse("quantity", "over" if is_known and quantity > left else None)
    return quantity


def _attendance(typed: Typed, before: Done | None) -> int | None:
    """Read how many came; of what people came to once, nobody can say that none did."""
    attendance = typed.number("attendance", 0, MOST_PEOPLE) or None
    was_counted = before is not None and before.attendance is not None
    is_known = not any(each.field == "attendance" for each in typed.problems)
    typed.refuse("attendance", "counted" if is_known and was_counted and not attendance else None)
    return attendance
