"""Sessions: from a cookie's token to the caller.

A *session* is opened by a log-in and found by the hash of a random token. What its account may
reach is its *access*: families with a role in each, and a role at the organisation. Each request
reads both together, so that a change of access counts at the next request. A *remember-me* is a
chain of tokens on one *device*, each good for opening one session.
"""
