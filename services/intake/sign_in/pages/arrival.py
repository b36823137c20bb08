"""What a browser is given when somebody has come in, and where it goes then."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from services.intake.staff.use_cases import DEVICE_LIFE, KnowDevices, SignedIn, SignIn
from shared.web import session_cookies
from shared.web.cookies import cookies_of
from shared.web.forms import go_to
from shared.web.pages import address, menu_of
from shared.web.permissions import StaffSession
from shared.web.session_cookies import CookieIssuer
from shared.web.use_cases import use_case

HALF_OPEN, DEVICE = "sign-in", "device"
"""Purposes of cookies: a sign-in that waits for the second factor, and a browser that is known."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """The end of a sign-in."""

    leaving: SignIn
    cookies: CookieIssuer
    devices: KnowDevices

    async def let_in(self, request: Request, result: SignedIn) -> Response:
        """Lead to the first page of their menu; the session this browser had before ends."""
        former = session_cookies.token_of(request)
        if former is not None:
            await self.leaving.sign_out(former)
        staff = result.staff
        who = StaffSession(staff.id, frozenset(staff.roles), staff.organisation_id)
        answer = go_to(_first_page(request, who))
        cookie = self.cookies.issue(result.token, who)
        session_cookies.set_cookie(answer, cookie, secure=request.app.state.secure)
        kept = cookies_of(request)
        kept.remove(answer, HALF_OPEN)
        kept.write(answer, DEVICE, await self.devices.remember(staff.name), DEVICE_LIFE)
        return answer


async def arrival(
    leaving: Annotated[SignIn, Depends(use_case(SignIn))],
    cookies: Annotated[CookieIssuer, Depends(use_case(CookieIssuer))],
    devices: Annotated[KnowDevices, Depends(use_case(KnowDevices))],
) -> Arrival:
    """Put together what ends a sign-in."""
    return Arrival(leaving, cookies, devices)


def _first_page(request: Request, who: StaffSession) -> str:
    menu = menu_of(request, who)
    return menu[0] if menu else address(request, "own_sessions")
