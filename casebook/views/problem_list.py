"""What the page shows instead of charts when the tables have problems."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from casebook.tables.dataset import Problem


def show(found: Sequence[Problem]) -> None:
    """List every problem with its place and the way out; nothing else is drawn."""
    noun = "problem" if len(found) == 1 else "problems"
    st.header(f"The data have {len(found):,} {noun}", anchor=False)
    st.write(
        "Nothing is shown until they are mended, so that no count is wrong. Mend the rows named "
        "here and reload the page. The same list comes from `python -m casebook check`."
    )
    st.dataframe(
        pd.DataFrame(
            {
                "File": [problem.file for problem in found],
                "Line": [problem.line or None for problem in found],
                "Column": [problem.column for problem in found],
                "What to do": [problem.message for problem in found],
            }
        ),
        hide_index=True,
        height="content" if len(found) < 15 else 560,
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
