"""The audit trail: who did what to what, written in the transaction that does it.

A *record* is never changed and never holds names or texts: ids only.
"""
