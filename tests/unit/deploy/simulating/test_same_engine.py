"""The simulated roster is the live one: whom the simulation asks first, the engine asks too."""

from dataclasses import replace

from deploy.simulating.ask_rules import cheapest
from deploy.simulating.compared_ways import LIVE
from deploy.simulating.people import START_MINUTE
from deploy.simulating.roster import Member, candidates, fitting
from deploy.simulating.worlds import Size, make
from services.matching.engine.rules.assigning import assign
from services.matching.engine.rules.choosing import Wish, choose
from services.matching.engine.rules.index import Index


def test_the_first_of_the_simulated_line_is_whom_the_engine_picks() -> None:
    world = make("mikkeli", Size(400, 60, 3), 2)
    members = [Member(person.helper, person.readiness) for person in world.people]
    roster = Index.of(member.helper for member in members)
    found = 0

    for request, fit in zip(world.requests, fitting(world), strict=True):
        need = replace(
            request.need,
            minute=START_MINUTE + int(request.minute),
            ask_limit=LIVE.ask_limit[request.need.urgency],
            forget_minutes=LIVE.forget_minutes,
        )
        line = sorted(candidates(members, fit, need), key=cheapest)
        picks = choose([Wish(need, 1)], roster, assign).chosen[0].picks

        assert [pick.number for pick in picks] == [one.number for one in line[:1]]
        for one in line[:1]:
            members[one.number].ask(need, request.minute)
            roster.put(members[one.number].helper)
            found += 1

    assert found > 100
