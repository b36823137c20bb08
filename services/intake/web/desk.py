"""What the pages have at hand; the composition root puts it into the application's state."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from services.intake.handlers.asking import Asking
from services.intake.handlers.drafting import Drafting
from services.intake.handlers.following import Following
from services.intake.handlers.overseeing import Overseeing
from services.intake.handlers.signing_in import SigningIn
from services.intake.handlers.visiting import Visiting
from shared.web.cookies import Cookies
from shared.web.sessions import FindSession


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases behind the pages, and how cookies are named here."""

    asking: Asking
    drafting: Drafting
    following: Following
    visiting: Visiting
    signing_in: SigningIn
    overseeing: Overseeing
    find_session: FindSession
    cookies: Cookies


async def _desk(request: Request) -> Desk:
    # async: FastAPI would send a plain function to a thread, for every request
    found: Desk = request.app.state.desk
    return found


AtDesk = Annotated[Desk, Depends(_desk)]
