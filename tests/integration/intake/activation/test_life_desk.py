"""Whoever sits at the machine decides how the network stands, and sees it."""

from datetime import timedelta

from deploy.local.databases import Addresses
from services.intake.activation.model import Changed, Fault, Refused, SomebodyWasFirst
from services.intake.life_desk import Told, life_desk, stands_now
from services.intake.requests.adapters import TOWN_FILE
from shared.contracts.activation_words import ActivationState, SignUp
from tests.support.intake.postgres_world import SEALING_KEYS, PostgresWorld


async def test_what_is_decided_at_the_machine_stands_and_is_on_record(
    made: Addresses, world: PostgresWorld
) -> None:
    until = (await world.now()).date() + timedelta(60)
    told = Told(
        ActivationState.PROLONGED,
        "epidemic",
        "board, 19 March",
        sign_up=SignUp.WAITING_LIST,
        valid_until=until,
        review_on=until,
    )

    async with life_desk(made.app_dsn, SEALING_KEYS, TOWN_FILE) as desk:
        seen = await desk.stand()
        outcome, again = await desk.decide(seen, told), await desk.decide(seen, told)

        lines = [desk.told_of(each) for each in (outcome, again)]

    assert isinstance(outcome, Changed)
    assert isinstance(again, SomebodyWasFirst)
    assert lines == [
        (True, f"prolonged\taudit {outcome.audit_id}"),
        (False, "Nothing was changed: somebody at the machine was first."),
    ]
    stands = await stands_now(made.app_dsn)
    assert stands == outcome.stand
    assert (stands.standing.reach.sign_up, stands.standing.reach.valid_until) == (
        SignUp.WAITING_LIST,
        until,
    )
    async with world.store.begin() as work:
        (step,) = await work.life.steps(5)
    assert (step.id, step.by, step.trigger) == (outcome.audit_id, "", "epidemic")


async def test_what_does_not_hold_changes_nothing(made: Addresses) -> None:
    async with life_desk(made.app_dsn, SEALING_KEYS, TOWN_FILE) as desk:
        seen = await desk.stand()
        outcome = await desk.decide(seen, Told(ActivationState.ENDED, " ", "board"))

        line = desk.told_of(outcome)

    assert line == (False, "Nothing was changed: no_such_step, trigger_missing.")
    assert outcome == Refused([Fault.NO_SUCH_STEP, Fault.TRIGGER_MISSING])
    assert await stands_now(made.app_dsn) == seen
