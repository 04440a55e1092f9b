"""Home: the one answer that the first page of a parent or payer needs.

It asks the rooms below and keeps nothing itself.
"""
