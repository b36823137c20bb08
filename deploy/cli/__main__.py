"""Run the operator's tool: `python -m deploy.cli COMMAND`."""

import sys
from io import TextIOWrapper

from deploy.cli.app import app


def speak_at_once() -> None:
    """Show each line when it is said, in a file or pipe too, whatever letters that one knows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(line_buffering=True, errors="replace")


if __name__ == "__main__":
    speak_at_once()
    app(prog_name="porukalla")
