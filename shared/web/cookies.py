"""Cookies hold random tokens and nothing else; what they stand for lies in the database."""

from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request, Response


@dataclass(frozen=True, slots=True)
class Cookies:
    """`secure` says that people come by https: then names are bound to the host as well."""

    secure: bool

    def read(self, request: Request, purpose: str) -> str | None:
        """Give the token of a purpose, if the browser sent one."""
        return request.cookies.get(self._name(purpose))

    def write(self, response: Response, purpose: str, token: str, life: timedelta) -> None:
        """Give the browser a token to keep."""
        response.set_cookie(
            self._name(purpose),
            token,
            max_age=int(life.total_seconds()),
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )

    def remove(self, response: Response, purpose: str) -> None:
        """Have the browser forget the token of a purpose."""
        response.delete_cookie(
            self._name(purpose), path="/", secure=self.secure, httponly=True, samesite="lax"
        )

    def _name(self, purpose: str) -> str:
        return f"__Host-porukalla-{purpose}" if self.secure else f"porukalla-{purpose}"


def cookies_of(request: Request) -> Cookies:
    """Give the cookies as the application that serves the request names them."""
    return Cookies(request.app.state.secure)
