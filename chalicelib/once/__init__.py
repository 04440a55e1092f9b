"""Once: a request that comes again gets the answer of before, and does nothing more.

A page sends a key of its own with what must not happen twice. The answer is kept under that key in
the same transaction as the change: who lost it on the way, and asks again, gets the same one.
"""
