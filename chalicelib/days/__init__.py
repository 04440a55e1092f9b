"""Days: a child's month, derived from what was agreed.

A day is there by contract unless the group is closed or it was *cancelled* (an *absence*), or it
is an *extra day* that was asked for and granted, alone or in *exchange* for another day. What was
asked is a *request*; it stays with its day, with who or what decided.
"""
