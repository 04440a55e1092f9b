"""Accounts: who people are to the portal, and how they show that it is them.

An *account* belongs to one person at one organisation. Its *log-in names* are the e-mail address
and, for parents, the debtor number. It is *invited* by a mail with a link, and *activated* when the
person has chosen a password. A *link* in a mail works once, for a while, and only the newest one.
What an account may reach is its *access*, kept by the room of sessions.
"""
