"""Contracts: the weekly days that were agreed for a child, in which group, from when to when.

A contract is never rewritten: a change from a date on ends its row the day before and begins a new
one. Which weeks it has, if fewer than all, follows from an *opening calendar*.
"""
