"""Gradio's theme: quiet neutrals, one ink blue, the system's own fonts. What Gradio does not draw is in page.css."""

from __future__ import annotations

import gradio as gr

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Liberation Mono", "monospace")


def theme() -> gr.themes.Base:
    """No font is fetched: every family named is one of the system's."""
    base = gr.themes.Base(font=_SANS, font_mono=_MONO, radius_size=gr.themes.sizes.radius_md, neutral_hue="stone")
    return base.set(
        body_background_fill="var(--page)",
        body_background_fill_dark="var(--page)",
        body_text_color="var(--ink)",
        body_text_color_dark="var(--ink)",
        body_text_color_subdued="var(--quiet)",
        body_text_color_subdued_dark="var(--quiet)",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        block_label_text_color="var(--quiet)",
        block_label_text_color_dark="var(--quiet)",
        block_title_text_color="var(--ink)",
        block_title_text_color_dark="var(--ink)",
        border_color_primary="var(--line)",
        border_color_primary_dark="var(--line)",
        input_background_fill="var(--paper)",
        input_background_fill_dark="var(--paper)",
        input_background_fill_focus="var(--paper)",
        input_background_fill_focus_dark="var(--paper)",
        input_border_color="var(--line-strong)",
        input_border_color_dark="var(--line-strong)",
        input_border_color_focus="var(--blue)",
        input_border_color_focus_dark="var(--blue)",
        input_border_width="1px",
        input_placeholder_color="var(--quiet)",
        input_placeholder_color_dark="var(--quiet)",
        input_shadow="none",
        input_shadow_focus="0 0 0 2px var(--blue-soft)",
        button_primary_background_fill="var(--blue)",
        button_primary_background_fill_dark="var(--blue)",
        button_primary_background_fill_hover="var(--blue-deep)",
        button_primary_background_fill_hover_dark="var(--blue-deep)",
        button_primary_text_color="var(--on-blue)",
        button_primary_text_color_dark="var(--on-blue)",
        button_secondary_background_fill="var(--paper)",
        button_secondary_background_fill_dark="var(--paper)",
        button_secondary_background_fill_hover="var(--wash)",
        button_secondary_background_fill_hover_dark="var(--wash)",
        button_secondary_border_color="var(--line-strong)",
        button_secondary_border_color_dark="var(--line-strong)",
        button_secondary_text_color="var(--ink)",
        button_secondary_text_color_dark="var(--ink)",
        layout_gap="0px",
    )
