"""Before the network opens it is looked whether it could help, and only then."""

from dataclasses import replace

import pytest

from deploy.cli.activate import DOWN
from deploy.cli.activate import UP as UP_THERE
from services.intake.network.model import Facts, Lack, Missing
from services.intake.network.rules.form import is_word, word_for
from services.intake.network.rules.opening import missing, opens
from shared.activation.standing import Reach
from shared.contracts.activation_words import ActivationState, OpenChannel
from shared.contracts.words import VOLUNTEER_CATEGORIES, ServiceLine
from tests.support.activations import standing
from tests.support.intake.activation.building import SERVES, decision

READY = Facts(0, 0, 3, 0, {need.value: {"491"} for need in VOLUNTEER_CATEGORIES}, 1)
ALL = Reach()
ERRANDS = Reach(lines=frozenset({"errands"}))


def lacks(facts: Facts, reach: Reach = ALL, trigger: str = "storm") -> list[Missing]:
    made = decision(ActivationState.ACTIVATED, reach, trigger=trigger)
    return list(missing(facts, made, SERVES))


def test_where_all_is_there_nothing_is_missing() -> None:
    assert lacks(READY) == []


@pytest.mark.parametrize(
    ("waiting", "rang", "trigger", "lacking"),
    [(0, 0, " ", True), (1, 0, " ", False), (0, 1, " ", False), (0, 0, "storm", False)],
)
def test_a_need_is_who_waits_who_rang_or_what_happened(
    waiting: int, rang: int, trigger: str, *, lacking: bool
) -> None:
    facts = replace(READY, waiting=waiting, rang=rang)

    assert lacks(facts, trigger=trigger) == ([Missing(Lack.NEED)] if lacking else [])


def test_a_phone_needs_three_people_unless_it_stays_shut() -> None:
    two = replace(READY, staff=2)

    assert lacks(two) == [Missing(Lack.PHONE)]
    assert lacks(two, Reach(channels=frozenset({OpenChannel.WEB}))) == []


def test_each_line_that_opens_needs_somebody_who_helps() -> None:
    alone = replace(READY, helped={}, organisations=0)

    assert lacks(alone, ERRANDS) == [Missing(Lack.VOLUNTEERS, ServiceLine.ERRANDS)]
    assert [each.line for each in lacks(alone)] == list(ServiceLine)


def test_what_no_volunteer_may_do_needs_an_organisation() -> None:
    alone = replace(READY, organisations=0)

    assert lacks(alone) == [Missing(Lack.PARTNERS, ServiceLine.WELLBEING)]


def test_help_elsewhere_is_none_here() -> None:
    assert lacks(READY, Reach(areas=frozenset({"507"}), lines=ERRANDS.lines)) == [
        Missing(Lack.VOLUNTEERS, ServiceLine.ERRANDS)
    ]
    assert lacks(READY, Reach(areas=frozenset({"507", "491"}), lines=ERRANDS.lines)) == []


@pytest.mark.parametrize("was", ActivationState)
@pytest.mark.parametrize("to", ActivationState)
def test_only_what_opens_is_asked(was: ActivationState, to: ActivationState) -> None:
    is_asked = opens(standing(was), decision(to))

    assert is_asked == (to == "activated" != was)


def test_the_word_is_that_of_the_command_line() -> None:
    assert {word_for(ActivationState(each)) for each in UP_THERE} == {"AKTIVOI"}
    assert {word_for(ActivationState(each)) for each in DOWN} == {"LOPETA"}


def test_a_telephone_may_write_the_word_its_own_way() -> None:
    assert is_word(" Aktivoi ", ActivationState.ACTIVATED)
    assert not is_word("aktivoin", ActivationState.ACTIVATED)
    assert not is_word("aktivoi", ActivationState.ENDED)
