"""The server before the page: who is let in, which routes are open, what may come in. Knows nothing of what is shown."""
