"""Run the operator's tool: `python -m deploy.cli COMMAND`."""

from deploy.cli.app import app
from deploy.cli.streams import speak_at_once

if __name__ == "__main__":
    speak_at_once()
    app(prog_name="porukalla")
