"""Messages: a parent reaches a colleague, and hears back.

A *conversation* belongs to a family and is with the office or with one *group*. Both parents see
it, and so does the office; group workers see those of their groups. An *inbox* is what colleagues
see of it: the newest activity first. A closed conversation opens again with the next message.
"""
