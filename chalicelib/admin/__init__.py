"""Admin: what keeps the portal going, and who did what.

It stands on top of every room: sweeps go past all organisations, and the audit trail tells of all
rooms.
"""
