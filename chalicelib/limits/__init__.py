"""Limits: how often something may be tried.

A *limit* has a name, a number and a window; a *bucket* counts the tries of somebody (an account, an
address, a device) in the window that runs, and is empty again in the next one.
"""
