"""Rows are held against each other: duplicates, numbers, places, addresses, families."""
