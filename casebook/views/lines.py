"""Lines of text as they stand: no Markdown, no HTML of their own."""

from html import escape

import streamlit as st


def show(*lines: tuple[str, str]) -> None:
    """Draw lines below one another, each with its style, a class of `page.css`."""
    st.html("".join(f'<p class="{style}">{escape(text)}</p>' for text, style in lines))
