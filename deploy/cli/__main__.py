"""Run the operator's tool: `python -m deploy.cli COMMAND`."""

from deploy.cli.streams import speak_at_once


def main() -> None:
    """Run it; the commands ask at their import what they speak to."""
    speak_at_once()
    from deploy.cli.app import app  # noqa: PLC0415  # see above

    app(prog_name="porukalla")


if __name__ == "__main__":
    main()
