"""Members over the real store: two at once, and the wall behind the pages."""

from dataclasses import dataclass
from uuid import uuid4

from typing_extensions import override

from services.matching.app import SERVICE
from services.matching.partners.model import OrganisationId, Partner
from services.matching.partners.use_cases.change import By, ChangedMeanwhileError
from services.matching.partners.use_cases.look_after import LookAfterPartner
from shared.clock import local_day
from tests.support.matching.building import NOW
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.partners.building import AGREEMENTS, BAGS, facts, partner
from tests.support.matching.partners.pages import cookie_of_member
from tests.support.matching.partners.store_contract import keep_partner
from tests.support.matching.playing import TOWNS
from tests.support.serving import browser_of
from tests.support.two_at_once import one_behind_the_other
from tests.support.web.page_world import bare_app, pages_of
from tests.support.web.staff import session_cookies

LOCK = "SELECT FROM partners WHERE organisation_id = $1 FOR UPDATE"


def use_case(ground: PostgresGround) -> LookAfterPartner:
    return LookAfterPartner(ground.store, TOWNS, lambda: local_day(NOW), AGREEMENTS)


async def test_of_two_members_who_change_it_at_once_the_later_is_told(
    ground: PostgresGround,
) -> None:
    kept, at = await keep_partner(ground, partner()), use_case(ground)
    seen = By(kept.organisation_id, uuid4(), kept.edition)

    async def late() -> str:
        try:
            await at.say_capacity(seen, {})
        except ChangedMeanwhileError:
            return "told"
        return "lost what the other wrote"

    _, told = await one_behind_the_other(
        ground.pool,
        LOCK,
        kept.organisation_id,
        at.say_facts(seen, facts(name="First")),
        late(),
    )

    found = await at.show(kept.organisation_id)
    assert told == "told"
    assert (found.name, dict(found.capacity)) == ("First", dict(kept.capacity))
    assert found.edition == kept.edition + 1
    assert dict.fromkeys(found.capacity, BAGS) == dict(found.capacity)


@dataclass(frozen=True, slots=True)
class Forgetful(LookAfterPartner):
    """A page that forgot whose it is, as one could be written some day."""

    other: OrganisationId | None = None

    @override
    async def show(self, organisation_id: OrganisationId) -> Partner:
        return await LookAfterPartner.show(self, self.other or organisation_id)


async def test_a_page_that_forgot_whose_it_is_still_shows_nothing_of_another(
    ground: PostgresGround,
) -> None:
    own = await keep_partner(ground, partner(name="Own ry"))
    other = await keep_partner(ground, partner(name="Other ry"))
    careful, at = use_case(ground), use_case(ground)
    forgetful = Forgetful(at.store, at.towns, at.today, at.agreements, other.organisation_id)
    answers = []
    for each in (careful, forgetful):
        app = bare_app(SERVICE, pages_of(SERVICE))
        app.state.use_cases = {LookAfterPartner: each}
        app.state.session_cookies = session_cookies()
        async with browser_of(app, cookie_of_member(own.organisation_id)) as client:
            answers.append(await client.get(f"/fi/kumppani/{own.organisation_id}"))

    assert [answer.status_code for answer in answers] == [200, 404]
    assert "Own ry" in answers[0].text
    assert "Other ry" not in answers[1].text
    assert (await careful.show(other.organisation_id)).name == "Other ry", "work sees all"
