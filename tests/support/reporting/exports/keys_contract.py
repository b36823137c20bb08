"""What keeping keys does; the fake runs it in unit, PostgreSQL in integration."""

from uuid import uuid4

from services.reporting.exports.model import KeyUse, NewKey
from services.reporting.exports.ports import FigureKeys
from tests.support.reporting.building import named


class KeysContract:
    """The behaviours of it; a subclass gives the `keys` fixture."""

    async def test_a_key_is_found_by_its_hash_counted_and_withdrawn_once(
        self, keys: FigureKeys
    ) -> None:
        one, two = (
            NewKey(id=uuid4(), project="hanke", label=label, hash=sign * 64, by=named("admin"))
            for label, sign in (("one", "a"), ("two", "b"))
        )
        await keys.add(one)
        await keys.add(two)
        await keys.note(KeyUse(one.id, "hanke", 200))
        await keys.note(KeyUse(one.id, "another project", 403))

        found = await keys.by_hash("a" * 64)
        newest, oldest = await keys.every()
        uses = await keys.latest_uses(5)

        assert found is not None
        assert (found.id, found.label, found.withdrawn_at) == (one.id, "one", None)
        assert [(key.label, key.uses) for key in (newest, oldest)] == [("two", 0), ("one", 2)]
        assert [(use.asked, use.status) for use in uses] == [
            ("another project", 403),
            ("hanke", 200),
        ]
        assert (await keys.uses_of_hour(one.id), await keys.uses_of_hour(two.id)) == (2, 0)
        assert [await keys.withdraw(one.id, named("admin")) for _ in range(2)] == [True, False]
        withdrawn = await keys.by_hash("a" * 64)
        assert withdrawn is not None
        assert withdrawn.withdrawn_at
        assert await keys.by_hash("c" * 64) is None
