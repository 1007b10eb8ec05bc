"""What can be downloaded of a selection: its claims as CSV, its charts as pictures."""

from collections.abc import Callable, Mapping
from typing import Literal

import pandas as pd
import streamlit as st

from casebook.analysis.selection import Filtered
from casebook.analysis.summary import Headline, sentence
from casebook.briefing import contents
from casebook.charts import bars as bar_charts
from casebook.charts import picture
from casebook.export import claims_csv
from casebook.tables.dataset import Dataset
from casebook.views import briefing
from casebook.views.view_state import ViewState

Pictures = Callable[[], Mapping[str, tuple[pd.DataFrame, str]]]
Form = Literal["svg", "png"]
_DOCUMENTS = ("docx", "pdf", "html", "zip")
_FORMS: tuple[tuple[Form, str], ...] = (("svg", "image/svg+xml"), ("png", "image/png"))


@st.fragment
def show(
    dataset: Dataset,
    view: ViewState,
    filtered: Filtered,
    figures: Headline,
    pictures: Pictures,
    about: str,
) -> None:
    """A menu that is filled while it is open; `about` says what is selected.

    `pictures` gives the frames of the charts by name, each with what it counts by.
    """
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
        subtitle = [
            sentence(figures),
            f"{about} Grey: all of the data. Casebook, data version {dataset.version}",
        ]
        for name, (frame, by) in pictures().items():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"Chart by {name}", width="stretch")
                for form, mime in _FORMS:
                    st.download_button(
                        form.upper(),
                        data=_picture(name, form, view.selection.count, frame, by, subtitle),
                        file_name=f"casebook-by-{name}-{dataset.version}.{form}",
                        mime=mime,
                        key=f"download_{name}_{form}",
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


def _picture(
    name: str, form: Form, count: str, frame: pd.DataFrame, by: str, subtitle: list[str]
) -> Callable[[], bytes]:
    draw = bar_charts.chart_by_year if name == "year" else bar_charts.chart_by_name
    return lambda: picture.picture(draw(frame, count, by), form, subtitle)
