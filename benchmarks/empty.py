"""An empty page with one button: what a round trip through Streamlit costs by itself."""

import streamlit as st

st.session_state["clicks"] = st.session_state.get("clicks", 0) + st.button("Count", key="count")
st.html(f'<p class="sentence">Clicked {st.session_state["clicks"]} times</p>')
