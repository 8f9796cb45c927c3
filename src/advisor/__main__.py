"""`python -m advisor` is the program `advisor`."""

from advisor.faces.cli.app import main

if __name__ == "__main__":
    main()
