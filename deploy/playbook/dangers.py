"""What must not travel in a playbook: secrets, and pictures that would do something."""

import re
from collections.abc import Iterator
from typing import Final

from deploy.playbook.faults import Fault

MOST_BYTES: Final = 1_000_000
_SECRETS: Final = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "a secret of a webhook": r"whsec_[A-Za-z0-9+/=_-]{12,}",
    "a ring of keys": r"\bk\d+:[A-Za-z0-9+/_-]{40,}",
    "an address with a password": r"[a-z][a-z+]*://[^\s/:@\"']+:[^\s/@\"']+@",
    "a password": r"(?im)^[ \t]*\w*(?:password|passwd|secret|token|salasana|lösenord)\w*[ \t]*[=:]",
}
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_ACTIVE: Final = re.compile(
    r"<\s*(?:script|foreignobject|iframe|embed|object|animate|set|handler|!entity)\b"
    r"|\son[a-z]+\s*=|javascript:|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/png)|@import|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)
"""What an SVG of a town's emblem does not need: acting, or fetching from elsewhere."""


def dangers_in(name: str, content: bytes) -> Iterator[Fault]:
    """Name what a file must not hold; no value is repeated."""
    if len(content) > MOST_BYTES:
        yield Fault(name, None, f"is larger than {MOST_BYTES // 1_000_000} MB; make it smaller")
    elif name.endswith(".png"):
        if not content.startswith(_PNG):
            yield Fault(name, None, "is no PNG picture; save it as one")
    else:
        yield from _in_text(name, content)


def _in_text(name: str, content: bytes) -> Iterator[Fault]:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield Fault(name, line, "is not in UTF-8; save it in that encoding")
        return
    for what, form in _SECRETS.items():
        if found := re.search(form, text):
            line = text.count("\n", 0, found.start()) + 1
            yield Fault(name, line, f"holds {what}; take it out, and make a new one")
    if name.endswith(".svg") and (found := _ACTIVE.search(text)):
        line = text.count("\n", 0, found.start()) + 1
        reason = (
            "the picture does something or fetches from elsewhere; save it as a plain SVG or PNG"
        )
        yield Fault(name, line, reason)
