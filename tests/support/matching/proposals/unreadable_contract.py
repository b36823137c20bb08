"""What every store must do about somebody whose contact data does not open."""

from tests.support.matching.ground import Ground
from tests.support.matching.proposals.building import claim
from tests.support.matching.volunteers.building import offer


class UnreadableContract:
    """The behaviours; `ground` is given by who inherits them."""

    async def test_who_cannot_be_written_to_is_set_aside_and_the_others_are_asked(
        self, ground: Ground
    ) -> None:
        unreadable = await ground.add_volunteer(offer(weekly_cap=1))
        good = await ground.add_volunteer()
        first, second = await ground.add_need(), await ground.add_need()
        await ground.lose_key(unreadable)
        numbers = ground.numbers

        granted = await ground.claim(
            claim(first, numbers[unreadable]), claim(second, numbers[good])
        )
        again = await ground.claim(claim(second, numbers[unreadable], slack=None))

        assert [each.match.volunteer_id for each in granted] == [good]
        assert again == []
        assert await ground.listed_volunteers() == {unreadable: "KeyLostError"}
        async with ground.store.begin() as work:
            assert await work.matches.live(first.request_id) == []
            assert await work.helpers.these([numbers[unreadable]]) == []
