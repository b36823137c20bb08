"""Keys as a setting gives them: their text, or `file:` and where it lies, which may change."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

FILE: Final = "file:"


@dataclass(slots=True)
class KeyText:
    """Reads a file again when it was replaced, so that keys change while a service runs."""

    setting: str = field(repr=False)
    _seen: tuple[int, int] | None = field(default=None, init=False)
    _text: str = field(default="", init=False, repr=False)

    def read(self) -> str:
        """Give the keys as they are now; raises OSError when their file is gone."""
        if not self.setting.startswith(FILE):
            return self.setting
        file = Path(self.setting.removeprefix(FILE))
        found = file.stat()
        seen = found.st_ino, found.st_mtime_ns
        if seen != self._seen:
            self._text, self._seen = file.read_text(encoding="utf-8").strip(), seen
        return self._text
