"""How many requests to the table each route takes; `python -m tests.counted` writes it down."""
