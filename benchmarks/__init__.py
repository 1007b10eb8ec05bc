"""What Casebook costs: made-up casebooks of any size, and what is timed on them."""
