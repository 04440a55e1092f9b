"""Credits: hours or points that a family may still use, as a ledger.

A *grant* says what was given, why, and until when it can be used. Every grant, use, return, expiry
and correction is an *entry* that is never changed; what is left is the sum of the entries.
"""
