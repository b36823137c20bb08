"""Who stands on a list is asked once, and on no roster before they agree."""

from datetime import timedelta

from services.matching.volunteers.model import VolunteerState
from shared.contracts.notify import NotificationRecalled, NotificationRequested
from shared.contracts.words import Language
from tests.support.matching.invitations.building import invited
from tests.support.matching.playing import open_plainly
from tests.support.matching.stage import Stage
from tests.support.matching.volunteers.building import sign_up

MAIL = "veera@example.org"
FORTNIGHT = timedelta(days=14)


async def token_of(stage: Stage) -> str:
    """Invite Veera; gives what her link holds."""
    assert await stage.play.inviting.invite(invited(MAIL))
    return stage.link("invitation_url")


def asked(stage: Stage) -> NotificationRequested:
    """Give the only letter so far, as notify is asked for it."""
    said = [each.data for each in stage.published()]
    (letter,) = [each for each in said if isinstance(each, NotificationRequested)]
    return letter


async def test_somebody_on_a_list_gets_one_letter_and_is_on_no_roster(stage: Stage) -> None:
    first = await stage.play.inviting.invite(invited(MAIL, language=Language.SWEDISH))
    again = await stage.play.inviting.invite(invited(MAIL.upper()))

    letter = asked(stage)
    notice = open_plainly(letter.sealed)
    assert (first, again) == (True, False)
    assert (letter.template, letter.language) == ("invitation", "sv")
    assert letter.expires_at == stage.store.state.now + FORTNIGHT
    assert notice.recipient == MAIL
    assert set(notice.values) == {"first_name", "organisation", "invitation_url"}
    assert "/sv/vapaaehtoinen/kutsu/" in notice.values["invitation_url"]
    assert stage.store.state.volunteers == {}
    assert stage.facts() == []


async def test_who_is_here_already_is_not_written_to(stage: Stage) -> None:
    await stage.play.enrol(stage.published, sign_up(MAIL))
    before = len(stage.published())

    known = await stage.play.inviting.is_known(MAIL)

    assert known
    assert not await stage.play.inviting.invite(invited(MAIL))
    assert len(stage.published()) == before
    assert stage.store.state.invitations == {}


async def test_asking_who_is_known_writes_to_nobody(stage: Stage) -> None:
    assert not await stage.play.inviting.is_known(MAIL)
    await token_of(stage)

    assert await stage.play.inviting.is_known(MAIL)
    assert stage.templates() == ["invitation"]


async def test_who_agrees_signs_up_as_anybody_and_the_invitation_is_over(stage: Stage) -> None:
    token = await token_of(stage)

    await stage.play.use.sign_up.take_application(sign_up(MAIL), token)

    (item,) = stage.store.state.volunteers.values()
    assert item.volunteer.state is VolunteerState.APPLIED
    assert stage.templates() == ["invitation", "volunteer_confirm"]
    assert await stage.play.use.answer_invitations.show_invitation(token) is None
    assert stage.store.state.invitations == {}


async def test_who_says_no_is_erased_at_once_and_never_asked_again(stage: Stage) -> None:
    token = await token_of(stage)
    letter = asked(stage)

    refused = [await stage.play.use.answer_invitations.refuse(token) for _ in range(2)]

    assert refused == [True, False]
    assert stage.store.state.invitations == {}
    recalls = [
        each.data for each in stage.published() if isinstance(each.data, NotificationRecalled)
    ]
    assert [each.whose for each in recalls] == [letter.whose]
    assert not await stage.play.inviting.invite(invited(MAIL))


async def test_silence_erases_after_a_fortnight_and_there_is_no_reminder(stage: Stage) -> None:
    token = await token_of(stage)
    stage.pass_time(FORTNIGHT - timedelta(minutes=1))
    await stage.play.tick()
    kept = len(stage.store.state.invitations)

    stage.pass_time(timedelta(minutes=1))
    await stage.play.tick()

    assert kept == 1
    assert stage.store.state.invitations == {}
    assert await stage.play.use.answer_invitations.show_invitation(token) is None
    assert stage.templates() == ["invitation"]
