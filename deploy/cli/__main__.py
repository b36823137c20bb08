"""Run the operator's tool: `python -m deploy.cli COMMAND`."""

from deploy.cli.app import app

if __name__ == "__main__":
    app(prog_name="porukalla")
