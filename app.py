"""Builds the page and launches it on http://127.0.0.1:7860 (or GRADIO_SERVER_NAME and GRADIO_SERVER_PORT)."""

from advisor.faces.page.serving import main

if __name__ == "__main__":
    main()
