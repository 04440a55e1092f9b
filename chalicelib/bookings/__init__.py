"""Bookings: which child comes on which day, and in which group.

A *contract* fixes the weekly days of a child in a group. What a child's month looks like is
derived from it: nobody comes on a day that the group is closed. An *extra day* is asked for on top
of the contract and is *requested* until a planner has *granted* or *declined* it, or the parent has
*withdrawn* it. A group never grants an extra day beyond its *places*. A *credit* is hours that a
family may still use; each is an entry in a ledger that is never changed.
"""
