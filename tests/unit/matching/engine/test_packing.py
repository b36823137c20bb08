"""The rule as bits decides as the readable rule does."""

from collections.abc import Hashable

from hypothesis import given

from services.matching.engine.model import Helper, Wanted
from services.matching.engine.rules.eligibility import PERSONAL, PLACE_AND_TIME, TRAITS, why_not
from services.matching.engine.rules.packing import class_of, demands_of, hour_words, traits_of
from services.matching.engine.rules.week_limits import ROOM
from shared.contracts.words import Language
from tests.support.matching.engine.building import helper, helpers, north, wishes


@given(helpers, wishes)
def test_the_packed_rule_is_the_readable_rule(one: Helper, need: Wanted) -> None:
    traits, demands = traits_of(one), demands_of(need)
    words = zip(hour_words(one.hours), hour_words(need.hours), strict=True)

    has_all = traits & demands == demands
    shares_an_hour = any(ours & theirs for ours, theirs in words)
    others = all(allows(one, need) for _, allows in (*PLACE_AND_TIME, *PERSONAL, *ROOM))

    assert (has_all and shares_an_hour and others) == (why_not(one, need) is None)


def test_the_traits_fit_into_32_bits() -> None:
    assert len(TRAITS) <= 32


def test_a_class_is_region_languages_and_vetting() -> None:
    def of(km: float, *languages: Language) -> Hashable:
        return class_of(helper(place=north(km), languages=frozenset(languages)))

    assert of(5, Language.FINNISH) == of(8, Language.FINNISH)
    assert of(0, Language.FINNISH) != of(100, Language.FINNISH)
    assert of(0, Language.FINNISH) != of(0, Language.FINNISH, Language.SWEDISH)
    assert class_of(helper(place=None)) == class_of(helper(2, place=None))
