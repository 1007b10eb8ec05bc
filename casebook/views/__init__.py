"""What the page shows. Beside app.py the only place that imports streamlit."""
