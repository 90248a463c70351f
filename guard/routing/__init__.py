"""Which engine phrases a text, how long it may take, and what may be spent on it."""
