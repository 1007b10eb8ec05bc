"""What can be downloaded of a selection: its claims as CSV, its charts as pictures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import streamlit as st

from casebook.analysis.selection import Filtered
from casebook.analysis.summary import Headline, sentence
from casebook.briefing import contents
from casebook.charts import picture
from casebook.export import claims_csv
from casebook.tables.dataset import Dataset
from casebook.views import briefing
from casebook.views.view_state import ViewState

Form = Literal["svg", "png"]
_DOCUMENTS = ("docx", "pdf", "html", "zip")
_FORMS: tuple[tuple[Form, str], ...] = (("svg", "image/svg+xml"), ("png", "image/png"))


@dataclass(frozen=True)
class Picture:
    """A chart to take along: its name in files, what it is, how to read it, and what draws it."""

    name: str
    label: str
    note: str
    draw: Callable[[], Any]


@st.fragment
def show(
    dataset: Dataset,
    view: ViewState,
    filtered: Filtered,
    figures: Headline,
    pictures: Callable[[], Iterable[Picture]],
    about: str,
) -> None:
    """A menu that is filled while it is open; `about` says what is selected."""
    menu = st.popover("Download", icon=":material/download:", key="downloads", on_change="rerun")
    if not menu.open:
        return
    with menu:
        base = (st.context.url or "").split("?")[0]
        st.download_button(
            f"Selected claims ({len(filtered.rows):,}), CSV",
            data=lambda: claims_csv.claims_csv(dataset, view.selection, filtered.rows, base),
            file_name=f"casebook-claims-{dataset.version}.csv",
            mime="text/csv",
            on_click="ignore",
            disabled=not len(filtered.rows),
            width="stretch",
        )
        _briefing(dataset, view, len(filtered.rows), base)
        for one in pictures():
            subtitle = [
                sentence(figures),
                f"{about} {one.note} Casebook, data version {dataset.version}",
            ]
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(one.label, width="stretch")
                for form, mime in _FORMS:
                    st.download_button(
                        form.upper(),
                        data=partial(_drawn, one, form, subtitle),
                        file_name=f"casebook-{one.name}-{dataset.version}.{form}",
                        mime=mime,
                        key=f"download_{one.name}_{form}",
                        on_click="ignore",
                    )


def _briefing(dataset: Dataset, view: ViewState, claims: int, base: str) -> None:
    """The selection as a document, each statement with its footnote."""

    def document(form: str) -> Callable[[], bytes]:
        return lambda: briefing.made(
            dataset, contents.of_selection(dataset, view.selection), base, form
        )

    many = claims > contents.MOST_STATEMENTS
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("Briefing with footnotes", width="stretch")
        for form in _DOCUMENTS:
            label, mime = briefing.FORMS[form]
            st.download_button(
                label,
                data=document(form),
                file_name=f"casebook-briefing-{dataset.version}.{form}",
                mime=mime,
                key=f"download_briefing_{form}",
                on_click="ignore",
                disabled=many or not claims,
            )
    if many:
        st.caption(
            f"A briefing has at most {contents.MOST_STATEMENTS:,} claims: narrow the selection."
        )


def _drawn(one: Picture, form: Form, subtitle: list[str]) -> bytes:
    return picture.picture(one.draw(), form, subtitle)
