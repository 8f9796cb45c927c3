"""The page: chat, source, profile and library in one Gradio page. Gradio is imported in this package alone."""
