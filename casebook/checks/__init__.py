"""What is wrong with the tables, what to look at again, and what carries no claim."""
