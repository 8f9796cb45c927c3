"""From a question to quotes, or to a refusal that says what is missing."""
