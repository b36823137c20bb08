"""When the services of a played network do what comes due by itself."""

from datetime import date, timedelta

from deploy.seeding.courier import Courier
from deploy.seeding.draws import moment
from deploy.seeding.rounds import Rounds
from deploy.seeding.timetable import Timetable


def test_each_week_history_is_proven_before_what_is_old_is_removed() -> None:
    rounds, timetable = Rounds(Courier.__new__(Courier), {}), Timetable()
    days = [date(2020, 4, 15) + timedelta(days=ahead) for ahead in range(14)]
    for day in days:
        rounds.enter(timetable, day)

    weekly = []
    while taken := timetable.take(moment(days[-1], 23 * 60)):
        at, do = taken
        if do in (rounds.prove, rounds.forget):
            weekly.append((at.date(), do.__name__))
    sundays = (date(2020, 4, 19), date(2020, 4, 26))
    assert weekly == [(day, name) for day in sundays for name in ("prove", "forget")]
