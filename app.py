"""Builds the page and launches it on http://127.0.0.1:7860: the same as `advisor serve`, with its options."""

import sys

from advisor_program import main

if __name__ == "__main__":
    sys.argv[1:1] = ["serve"]
    main()
