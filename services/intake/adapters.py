"""What stands behind the ports of intake's use cases."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from uuid_utils.compat import uuid7

from services.intake.board.model import NO_OUTLINES, Outlines
from services.intake.board.ports import BoardReader
from services.intake.board.use_cases.follow import FollowBoard
from services.intake.board.use_cases.show import KnowUsualWaits
from services.intake.call_list.ports import CallListReader
from services.intake.callers.ports import OpenCalls
from services.intake.callers.use_cases.keep import KeepCallers
from services.intake.calls.model.practice import Caller
from services.intake.calls.ports import KeepsTriage
from services.intake.concerns.letters import ConcernLetters
from services.intake.doors.use_cases import KeepDoor
from services.intake.held_requests.ports import HeldRequestReader
from services.intake.lookups.letters import AlarmLetters
from services.intake.lookups.ports import LookReader
from services.intake.missed_calls.ports import ChecksSeals
from services.intake.phone_hours.model import Hours
from services.intake.referrals.letters import ReferralLetters
from services.intake.referrals.ports import Names
from services.intake.requests.adapters import code_words
from services.intake.requests.letters import RequestLetters
from services.intake.requests.ports import Draws
from services.intake.requests.rules.payment import PaymentWays
from services.intake.requests.rules.promises import Promises
from services.intake.requests.rules.town import Town
from services.intake.sign_in.ports import PasskeyChecks
from services.intake.site.use_cases import TellAbout, TellState
from services.intake.staff.ports import Passwords
from services.intake.submissions.ports import PersonKeys, Reception
from services.intake.submissions.rules.caution import Caution
from services.intake.timelines.ports import TimelineReader
from services.intake.work import Work
from shared.activation.current import Current
from shared.same_person import SamePerson
from shared.sealing.pseudonyms import PseudonymKeys, Pseudonyms
from shared.sealing.tokens import new_token
from shared.sheets.glossary import Kind
from shared.web.session_cookies import CookieIssuer
from shared.work import Store

CHANCE = Draws(uuid7, new_token, secrets.randbelow, code_words)


@dataclass(frozen=True, slots=True)
class Adapters:
    """What stands behind the ports of the use cases; tests put fakes here."""

    store: Store[Work]
    reception: Reception
    board: BoardReader
    usual_waits: KnowUsualWaits
    follow_board: FollowBoard
    call_list: CallListReader
    callers: KeepCallers
    open_calls: OpenCalls
    looks: LookReader
    timelines: TimelineReader
    alarm_letters: AlarmLetters
    concern_letters: ConcernLetters
    letters: RequestLetters
    partner_letters: ReferralLetters
    partner_names: Names
    passwords: Passwords
    passkeys: PasskeyChecks
    current: Current
    person_keys: PersonKeys
    pseudonym_keys: PseudonymKeys
    cookies: CookieIssuer
    held: HeldRequestReader
    door: KeepDoor
    hours: Hours
    payment: PaymentWays
    town: Town
    caution: Caution
    triage: KeepsTriage
    practice: Sequence[Caller]
    promises: Promises
    same_person: SamePerson
    about_network: tuple[TellAbout, TellState]
    imports: Kind
    """What is known of files of requests."""
    import_key: Pseudonyms | None
    telephone: ChecksSeals
    now: Callable[[], datetime]
    """The network's time."""
    clock_of_phones: Callable[[], datetime]
    """The real time, by which code apps reckon."""
    with_demo_staff: bool = False
    outlines: Outlines = NO_OUTLINES
