"""Daily reports: what a child's day was like, written by the group, read by the parents.

A *report* is about one child and one day. It is a *draft* until somebody publishes it; after that
every change is a *correction* that parents see at once. Each *version* that was ever written is
kept, with who wrote it and when. The *notes* are what is in it: sleep, bottles, meals and so on.
"""
