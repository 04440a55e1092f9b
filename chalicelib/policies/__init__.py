"""Policies: an organisation's rules about days and credits, written as data.

A *policy* is a versioned document for one care type, valid from a date on: until when a day can be
cancelled and what that gives, when and how a credit may be used, who decides about a request. No
rule of an organisation is code: parents read theirs in words that are made from the document.
"""
