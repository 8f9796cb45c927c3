"""Builds the page and opens it: what `make run` starts, the same as `advisor serve`."""

from advisor.faces.cli.app import app

if __name__ == "__main__":
    app(["serve"])
