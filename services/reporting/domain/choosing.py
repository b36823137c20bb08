"""Choose the days a report covers."""

from datetime import date

from services.reporting.domain.figures import Period


def choose_period(
    first: date | None, last: date | None, *, first_known: date | None, today: date
) -> Period:
    """Take the days asked for; what was not asked for is everything until today.

    Days the wrong way round are turned: the reader meant what lies between them.
    """
    end = last or max(today, first or today)
    start = first or min(first_known or end, end)
    return Period(min(start, end), max(start, end))
