"""Where reading and deciding meet: `(conversation, message) → (conversation, reply)`."""
