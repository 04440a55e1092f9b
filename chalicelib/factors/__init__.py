"""Factors: what somebody shows to prove who they are.

The first is a *password*. The *second factor* is an app that makes a new code every thirty seconds
from a secret it shares with the portal; a *recovery code* stands in for it once, when the telephone
is gone. Whose they are, and what is told to whom, is the business of `accounts`.
"""
