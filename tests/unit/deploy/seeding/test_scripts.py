"""The script of a played project: read strictly, and drawn the same by the same number."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from deploy.seeding.acts import Ask, Buy, Deliver, Hold, Miss, Ring, SignUp
from deploy.seeding.draws import Drawing
from deploy.seeding.script import Script, read_script
from tests.support.deploy.played import NUMBER, SHIPPED

ACT_KINDS = (SignUp, Ask, Ring, Miss)


@pytest.fixture(scope="module")
def script() -> Script:
    return read_script(SHIPPED)


def test_each_week_has_as_many_of_each_as_the_script_says(script: Script) -> None:
    curves = (
        script.volunteers.a_week,
        script.requests.a_week,
        script.phone.a_week,
        script.phone.missed_a_week,
    )

    acts = Drawing(script, NUMBER, script.weeks).acts()

    drawn = Counter((type(each.what), (each.at.date() - script.first).days // 7) for each in acts)
    for kind, curve in zip(ACT_KINDS, curves, strict=True):
        assert tuple(drawn[kind, week] for week in range(script.weeks)) == curve


def test_the_shipped_project_hands_out_some_26_000_bags_and_uses_its_contracts_up(
    script: Script,
) -> None:
    whats = [each.what for each in Drawing(script, NUMBER, script.weeks).acts()]

    bags = sum(
        each.people for each in whats if isinstance(each, Hold) and each.activity.line == "food"
    )
    places = {
        each.activity.place
        for each in whats
        if isinstance(each, Hold) and each.activity.line == "food"
    }
    delivered = Counter(each.contract for each in whats if isinstance(each, Deliver))
    agreed = {each.key: each.purchase.quantity for each in whats if isinstance(each, Buy)}

    assert abs(bags - 26_000) < 500
    assert len(places) == 9
    assert all(0 < delivered[key] <= quantity for key, quantity in agreed.items())


def test_the_same_number_draws_the_same_and_more_weeks_change_no_earlier_ones(
    script: Script,
) -> None:
    two, again = Drawing(script, NUMBER, 2).acts(), Drawing(script, NUMBER, 2).acts()
    ten, other = Drawing(script, NUMBER, 10).acts(), Drawing(script, NUMBER + 1, 2).acts()

    assert two == again
    assert [each for each in ten if each.at <= two[-1].at] == two
    assert two != other


@pytest.mark.parametrize(
    ("file", "said", "instead", "wrong"),
    [
        ("people.toml", "a_week = [", "a_week = [1, ", "requests.a_week: 30 weeks of 29"),
        ("people.toml", "by_phone = 38", "by_phone = 380", "by_phone"),
        ("people.toml", "50100 = 26", "00001 = 26", "places"),
        ("people.toml", "a_week = [", "a_weak = [1]\na_week = [", "a_weak"),
        ("activities.toml", 'organisation = "seurakunta"', 'organisation = "kuoro"', "kuoro"),
        ("activities.toml", 'town = "097"', 'town = "623"', "Ruokakassit, Hirvensalmi"),
        ("activities.toml", "weekday = 1", "weekday = 8", "weekday"),
        ("organisations.toml", 'kind = "parish"', 'kind = "choir"', "kind"),
        ("purchases.toml", "quantity = 20", "quantity = 0", "quantity"),
    ],
)
def test_a_script_that_does_not_fit_together_is_refused_by_name(
    tmp_path: Path, file: str, said: str, instead: str, wrong: str
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(SHIPPED, folder)
    text = (folder / file).read_text("utf-8")
    (folder / file).write_text(text.replace(said, instead, 1), "utf-8")

    with pytest.raises(ValidationError) as refused:
        read_script(folder)

    assert wrong in str(refused.value)


def test_nothing_happens_before_the_first_day_or_after_the_last(script: Script) -> None:
    days = [each.at.date() for each in Drawing(script, NUMBER, script.weeks).acts()]

    assert (days[0], days[-1]) == (date(2020, 4, 15), date(2020, 10, 31))
