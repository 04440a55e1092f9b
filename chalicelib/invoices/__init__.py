"""What care costs, and the documents that say so.

An *invoice* (factuur) is what an organisation asks a family for one care month. Each of its *lines*
carries what the price was made of, and can explain itself in words. Once issued it never changes:
it copies all it needs, so that it can be shown, and checked, without asking any other room.
"""
