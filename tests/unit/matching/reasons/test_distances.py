"""What is not known is not told as nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.matching.proposals.model import Decision, KeptDecision
from services.matching.reasons.model import Distance, Explained, Home, Progress
from services.matching.reasons.rules import considered_in, distance_to, facts_of
from services.matching.reasons.wording import ReasonsWording
from shared.areas import is_placed
from shared.contracts.words import SPOKEN, Language
from shared.web.catalogues import KIT, read_catalogues
from tests.support.matching.building import NOW
from tests.support.matching.needs.building import need
from tests.support.matching.proposals.building import decision
from tests.support.matching.volunteers.building import JUVA, MIKKELI

CATALOGUES = read_catalogues(["matching", KIT])
HERE = Progress(need(municipality=MIKKELI), timedelta(), is_placed=True)
SOMEWHERE = replace(HERE, is_placed=False)


def kept(made: Decision) -> KeptDecision:
    return KeptDecision(NOW, made)


@pytest.mark.parametrize(
    ("progress", "home", "distance"),
    [
        (HERE, Home(MIKKELI, is_placed=True), Distance.KNOWN),
        (HERE, Home(MIKKELI, is_placed=False), Distance.SAME_TOWN),
        (SOMEWHERE, Home(MIKKELI, is_placed=True), Distance.SAME_TOWN),
        (SOMEWHERE, Home(MIKKELI, is_placed=False), Distance.SAME_TOWN),
        (SOMEWHERE, Home(JUVA, is_placed=False), Distance.ROUGH),
        (HERE, Home(JUVA, is_placed=True), Distance.KNOWN),
        (HERE, None, Distance.ROUGH),
    ],
)
def test_a_distance_is_told_as_well_as_it_is_known(
    progress: Progress, home: Home | None, distance: Distance
) -> None:
    assert distance_to(progress, home) is distance


def test_two_ends_of_the_largest_municipality_are_not_known_to_be_near() -> None:
    hetta, kilpisjarvi, klaukkala = "99400", "99490", "01800"

    assert [is_placed(code) for code in (hetta, kilpisjarvi, klaukkala, None)] == [
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("language", SPOKEN)
def test_nowhere_stands_0_km_of_what_is_not_known(language: Language) -> None:
    made = decision()
    near = replace(made, asked=tuple(replace(one, km=0.0) for one in made.asked), next_best=())
    homes = {number: Home(MIKKELI, is_placed=False) for number in considered_in([kept(near)])}
    explained = Explained(SOMEWHERE, (kept(near),), homes)

    (told,) = ReasonsWording(CATALOGUES, language).tell(explained).decisions

    assert told.asked
    assert all("km" not in line.km and "0" not in line.km for line in told.asked)
    assert "'km': 0" not in str(facts_of(explained))
