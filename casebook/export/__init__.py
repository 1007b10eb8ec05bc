"""What leaves the app: footnotes, links, tables and the data package."""
