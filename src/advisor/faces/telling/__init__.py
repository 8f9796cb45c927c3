"""A reply told once, as parts: the terminal, the page and what is taken away each draw the same."""
