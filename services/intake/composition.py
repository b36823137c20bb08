"""Every use case of intake, and the ports it stands on, before anything stands behind them."""

from collections.abc import Sequence
from functools import partial

from services.intake.accounts.use_cases import ManageAccounts
from services.intake.activation.use_cases import ChangeActivation, ShowActivation
from services.intake.acts.use_cases.correct import ChangeRequests
from services.intake.acts.use_cases.end import EndRequests
from services.intake.acts.use_cases.link import LinkRequests
from services.intake.acts.use_cases.merge import MergeRequests
from services.intake.acts.use_cases.notes import KeepNotes
from services.intake.acts.use_cases.show import ShowActs
from services.intake.acts.use_cases.split import SplitRequests
from services.intake.adapters import CHANCE, Adapters
from services.intake.board.use_cases.show import ShowBoard
from services.intake.call_desk import desk
from services.intake.call_list.use_cases import KeepCallList, ShowCallList
from services.intake.call_rounds.use_cases.make import MakeRounds
from services.intake.call_rounds.use_cases.refusals import TakeBackRefusals
from services.intake.call_rounds.use_cases.ring import RingPeople
from services.intake.callers.use_cases.find import FindLike
from services.intake.calls.use_cases.agree import AgreeOnCallBacks
from services.intake.calls.use_cases.finish import FinishCalls
from services.intake.calls.use_cases.hold import HoldCalls
from services.intake.calls.use_cases.practise import PractiseCalls
from services.intake.calls.use_cases.same import FillAsBefore
from services.intake.calls.use_cases.tell import TellCalls
from services.intake.concerns.use_cases import PassOnUnread, SeeToConcerns, SendConcern
from services.intake.contact_access.use_cases import ShowContact
from services.intake.corrections.use_cases import CorrectRequests
from services.intake.danger.use_cases import CallFromDanger
from services.intake.duty.use_cases import KeepDuty
from services.intake.held_requests.use_cases import DecideOnHeldRequests
from services.intake.imports.use_cases import HandleImports, ReadUploads, RunImports
from services.intake.lookups.use_cases import LookUp, TellLooks, TellOwnLooks
from services.intake.network.use_cases import DecideOnNetwork
from services.intake.organisations.letters import OrganisationLetters
from services.intake.organisations.use_cases.apply import ApplyAsPartner, DecideApplications
from services.intake.organisations.use_cases.hear import HearOfPartners
from services.intake.organisations.use_cases.invite import InviteOrganisations
from services.intake.partner_requests.use_cases import AskForSomebody, FollowPartnerRequests
from services.intake.phone_hours.use_cases import TellHours
from services.intake.referrals.use_cases.own import DecideOnPartners
from services.intake.referrals.use_cases.show import ShowReferred
from services.intake.request_form.use_cases.again import AskAgain, AskBeside
from services.intake.request_form.use_cases.fill_in import FillInForm
from services.intake.request_links.use_cases import SendNewLink, ShareProgress
from services.intake.requests.use_cases.feedback import TakeFeedback
from services.intake.requests.use_cases.follow import FollowRequests
from services.intake.requests.use_cases.reopen import ReopenRequests
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.requests.use_cases.tell_helped import TellHelped
from services.intake.rights.letters import RightLetters
from services.intake.rights.use_cases.ask import AskRights
from services.intake.rights.use_cases.gather import GatherRights
from services.intake.rights.use_cases.oversee import OverseeRights
from services.intake.sign_in.adapters import read_common_passwords
from services.intake.sign_in.use_cases.change_password import ChangePassword
from services.intake.sign_in.use_cases.enrol import EnrolStaff
from services.intake.sign_in.use_cases.own_sessions import OwnSessions
from services.intake.sign_in.use_cases.prove import ProveSecondFactor
from services.intake.staff.use_cases import KnowDevices, SignIn
from services.intake.submissions.rules.caution import reasons_of
from services.intake.submissions.use_cases.let_through import LetThrough
from services.intake.submissions.use_cases.take_in import TakeInRequests
from services.intake.supply.use_cases import TellSupply
from services.intake.timelines.use_cases import ShowTimeline
from services.intake.wishes.use_cases import OfferPartners, SendWishes
from shared.areas import municipality_code_of


def submissions_of(adapters: Adapters) -> TakeInRequests:
    """Make the one way in."""
    letters = adapters.letters
    return TakeInRequests(
        store=adapters.store,
        reception=adapters.reception,
        letters=letters,
        links=letters.links,
        municipality_of=municipality_code_of,
        caution=partial(reasons_of, caution=adapters.caution),
        chance=CHANCE,
        current=adapters.current,
        person_keys=adapters.person_keys,
        pseudonym_keys=adapters.pseudonym_keys,
        door=adapters.door,
        promises=adapters.promises,
        same_person=adapters.same_person,
    )


def uploads_of(adapters: Adapters, submit: TakeInRequests) -> ReadUploads:
    """Make what reads files."""
    return ReadUploads(submit, adapters.imports, adapters.pseudonym_keys, adapters.import_key)


def run_imports(adapters: Adapters) -> RunImports:
    """Make what takes in the rows of files that were confirmed."""
    return RunImports(adapters.store, uploads_of(adapters, submissions_of(adapters)))


def use_cases(adapters: Adapters) -> Sequence[object]:
    """Make what the pages ask for."""
    store, letters, keys = adapters.store, adapters.letters, adapters.pseudonym_keys
    common, current = read_common_passwords(), adapters.current
    submit = submissions_of(adapters)
    supply = TellSupply(municipality_code_of, adapters.promises)
    let_through = LetThrough(
        letters,
        letters.links,
        CHANCE,
        adapters.person_keys,
        submit.caution,
        adapters.promises,
        adapters.same_person,
    )
    inviting = invite_organisations(adapters)
    devices = KnowDevices(keys, CHANCE, adapters.now)
    sign_in = SignIn(
        store, adapters.passwords, devices, adapters.now, CHANCE, current, adapters.with_demo_staff
    )
    return (
        submit,
        form := FillInForm(store, submit, CHANCE),
        AskAgain(store, form),
        AskBeside(store, form),
        FollowRequests(store, settle := SettleRequests(letters, CHANCE), adapters.promises),
        reopening := ReopenRequests(store, settle, adapters.promises, adapters.same_person),
        HandleImports(store, uploads_of(adapters, submit), CHANCE),
        TakeFeedback(store),
        corrections := CorrectRequests(
            store,
            municipality_code_of,
            keys,
            submit.caution,
            adapters.promises,
            TellHelped(letters),
            adapters.same_person,
        ),
        ending := EndRequests(store, settle, reopening, adapters.now),
        MergeRequests(store, ending, corrections, keys),
        linking := LinkRequests(store, corrections, keys, adapters.now),
        SplitRequests(store, submit, corrections, adapters.now),
        ChangeRequests(store, corrections, keys, adapters.now),
        KeepNotes(store, adapters.now),
        ShowActs(store, adapters.now),
        ShareProgress(store, CHANCE, letters.links),
        SendNewLink(store, letters, keys, adapters.door.letters),
        ShowContact(store, CHANCE),
        ShowReferred(store),
        OverseeRights(store),
        AskRights(store, gather_rights(adapters), keys, CHANCE, current, adapters.now),
        DecideOnPartners(store, corrections, adapters.partner_names),
        adapters.cookies,
        devices,
        sign_in,
        changing := ChangeActivation(store, adapters.town.serves, adapters.now, CHANCE.new_id),
        showing := ShowActivation(store),
        DecideOnNetwork(store, adapters.board, showing, changing),
        OwnSessions(store, current),
        ProveSecondFactor(
            store, sign_in, adapters.passkeys, adapters.clock_of_phones, CHANCE, current
        ),
        EnrolStaff(
            store, adapters.passwords, common, adapters.passkeys, adapters.clock_of_phones, CHANCE
        ),
        ChangePassword(store, sign_in, adapters.passwords, common, CHANCE, current),
        KeepDuty(store),
        ShowCallList(store, adapters.call_list),
        KeepCallList(store, let_through, settle),
        inviting.accounts,
        inviting,
        ApplyAsPartner(store, CHANCE, keys),
        DecideApplications(inviting),
        ShowBoard(adapters.board, adapters.call_list, adapters.usual_waits),
        adapters.follow_board,
        look_up := LookUp(store, keys, adapters.alarm_letters, CHANCE, current, adapters.callers),
        FindLike(store, adapters.callers, adapters.open_calls, look_up),
        HoldCalls(store, CHANCE, current),
        rounds := RingPeople(store, CHANCE, current),
        TakeBackRefusals(store),
        MakeRounds(store, CHANCE, current, keys, adapters.imports),
        finish := FinishCalls(
            store,
            submit,
            corrections,
            look_up,
            adapters.triage,
            adapters.town.home,
            AgreeOnCallBacks(adapters.hours, adapters.now),
            linking,
        ),
        FillAsBefore(store, finish, look_up),
        PractiseCalls(adapters.practice, finish),
        *desk(adapters, rounds),
        TellCalls(store, keys, adapters.now, supply),
        SendConcern(store, adapters.concern_letters, CHANCE, current, keys),
        SeeToConcerns(store),
        ShowTimeline(adapters.timelines, store, letters.links.public_url),
        TellLooks(adapters.looks, keys),
        TellOwnLooks(store, adapters.looks),
        DecideOnHeldRequests(store, adapters.held, let_through),
        SendWishes(store, CHANCE),
        OfferPartners(adapters.partner_names),
        AskForSomebody(store, submit, CHANCE),
        FollowPartnerRequests(store),
        TellHours(adapters.hours, adapters.now),
        *adapters.about_network,
        adapters.payment,
        adapters.town,
        adapters.outlines,
        CallFromDanger(submit, adapters.town.home, CHANCE),
    )


def invite_organisations(adapters: Adapters) -> InviteOrganisations:
    """Make what invites organisations and who speaks for them."""
    accounts = ManageAccounts(adapters.store, CHANCE, adapters.current)
    writer = adapters.letters
    letters = OrganisationLetters(writer.post, writer.links.public_url, adapters.now)
    return InviteOrganisations(adapters.store, accounts, letters, CHANCE)


def gather_rights(adapters: Adapters) -> GatherRights:
    """Make what asks every service what it knows of somebody."""
    writer, keys = adapters.letters, adapters.pseudonym_keys
    letters = RightLetters(writer.post, writer.links.public_url, adapters.now)
    return GatherRights(adapters.store, letters, keys, adapters.same_person, CHANCE)


def hear_of_partners(adapters: Adapters) -> HearOfPartners:
    """Make what keeps up with what matching says of organisations."""
    return HearOfPartners(adapters.store, invite_organisations(adapters))


def pass_on_unread(adapters: Adapters) -> PassOnUnread:
    """Make what gives unread concerns to the deputy."""
    return PassOnUnread(adapters.store, adapters.concern_letters, adapters.current)
