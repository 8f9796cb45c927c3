"""What is taken away: a conversation or a report as a page or as Markdown, and the proof that its quotes stand."""
