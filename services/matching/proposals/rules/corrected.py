"""Who may still be asked, or keeps a task, when what is wanted was corrected."""

from collections.abc import Collection
from dataclasses import replace

from services.matching.engine.model import Helper, Vetting, Wanted
from services.matching.engine.rules.eligibility import MOMENTARY, refusals


def may_help_on(helper: Helper | None, level: Vetting) -> bool:
    """Say whether somebody who has the task may keep it: only as well known as it demands now."""
    return level is Vetting.NONE or (helper is not None and helper.vetting >= level)


def still_fits(helper: Helper | None, wanted: Wanted | None, passed: Collection[str] = ()) -> bool:
    """Say whether somebody who was asked may go on being asked.

    They may when every lasting rule allows it: kind of help, language, area, times, how well they
    are known, no block. What passes by itself does not count, for they were asked already, nor what
    a coordinator passed over when they had them asked.
    """
    if helper is None or wanted is None:
        return False
    uncounted = {*MOMENTARY, *passed}
    return uncounted.issuperset(refusals(helper, replace(wanted, asked=frozenset())))
