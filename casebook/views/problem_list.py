"""What the page shows instead of charts when the tables have problems."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from casebook.tables.dataset import Problem
from casebook.words import number


def show(problems: Sequence[Problem]) -> None:
    """List every problem with its place and the way out; nothing else is drawn."""
    st.header(f"The data have {number(len(problems), 'problem')}", anchor=False)
    st.write(
        "Nothing else is shown until they are corrected, so that no count is wrong. Correct these "
        "rows and reload the page. `python -m casebook check` prints the same list."
    )
    st.dataframe(
        pd.DataFrame(
            {
                "File": [problem.file for problem in problems],
                "Line": [problem.line or None for problem in problems],
                "Column": [problem.column for problem in problems],
                "What to do": [problem.message for problem in problems],
            }
        ),
        hide_index=True,
        height="content" if len(problems) < 15 else 560,
        row_height=56,
        column_config={
            "File": st.column_config.TextColumn(width=130),
            "Line": st.column_config.NumberColumn(width=60),
            "Column": st.column_config.TextColumn(width=120),
            "What to do": st.column_config.TextColumn(width="large"),
        },
        placeholder="",
        alt="Problems in the data",
    )
