"""What the pages name is what the service provides."""

import asyncpg

from services.matching.app import SERVICE
from shared.service import Opened
from tests.support.all_services import NO_DATABASE, matching_settings
from tests.support.matching.page import CONTACT
from tests.support.web.wiring import named_and_provided

SETTINGS = matching_settings(NO_DATABASE)


async def test_every_page_is_given_its_use_case() -> None:
    unopened = asyncpg.create_pool(str(SETTINGS.postgres_url))
    opened = Opened(SETTINGS, unopened, SERVICE.pages(CONTACT), hint=lambda: None)

    named = named_and_provided(SERVICE.routers, SERVICE.wire(opened).use_cases)

    assert named == [
        "AnswerInvitations",
        "AnswerProposals",
        "AnswerReferrals",
        "BuyServices",
        "ChangeMembers",
        "DeliverServices",
        "ExplainNeeds",
        "FollowUpTroubles",
        "KeepActivities",
        "LookAfterMembership",
        "LookAfterPartner",
        "OverseeActivities",
        "OverseePartners",
        "OverseeReferrals",
        "PlanActivities",
        "SendMemberLinks",
        "SettleAssignments",
        "SheetsOfActivities",
        "ShowProgramme",
        "SignUpVolunteers",
        "WeighPartners",
    ]
