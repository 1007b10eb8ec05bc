"""Files to checked, typed tables: columns, reading, dates, and where a quote stands."""
