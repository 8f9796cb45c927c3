"""`python -m advisor` is the program `advisor`."""

from advisor_program import main

if __name__ == "__main__":
    main()
