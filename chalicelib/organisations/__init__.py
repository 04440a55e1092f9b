"""Organisations: who uses the portal, and where and when they care for children.

An *organisation* has *locations*; each location has *groups*, and an LRK number (of the national
register) for each *care type*. On a *closing day* nobody comes. All of it together is the
*configuration*: small, read by nearly every request, and so cached for at most a minute.
"""
