"""What a browser without scripts sees of a page."""

from html.parser import HTMLParser

from typing_extensions import override

SEVERAL = frozenset({"category"})
"""Fields of which several boxes may be ticked: their values stand together, with spaces."""


class Seen(HTMLParser):
    """What a page holds, as far as tests look."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.title, self.headings = "", list[str]()
        self.links: list[str] = []
        self.values: dict[str, str] = {}
        self.lang = ""
        self._open: list[str] = []
        self.feed(html)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of an element."""
        given = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        if tag == "html":
            self.lang = given["lang"]
        if tag == "h1":
            self.headings.append("")
        if tag == "a":
            self.links.append(given["href"])
        is_open = given.get("type") == "radio" or given.get("name") in SEVERAL
        if tag == "input" and (not is_open or "checked" in given):
            before = self.values.get(given["name"]) if given["name"] in SEVERAL else None
            own = given.get("value", "")
            self.values[given["name"]] = f"{before} {own}" if before else own

    @override
    def handle_endtag(self, tag: str) -> None:
        """Leave the element with what was left open in it."""
        while self._open and self._open.pop() != tag:
            pass

    @override
    def handle_data(self, data: str) -> None:
        """Collect the texts of title and heading."""
        if "title" in self._open:
            self.title += data
        if "h1" in self._open:
            self.headings[-1] += data.strip()
