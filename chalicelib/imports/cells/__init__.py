"""Cells become values: a line of text becomes a typed row, and every wrong cell a finding."""
