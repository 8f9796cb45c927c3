"""One file a format. Each offers what it can of two steps: bytes to canonical text, canonical text to sections."""
