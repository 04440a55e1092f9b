"""Mail: from "this must be told" to "SES has it", and what became of it.

A *mail* is an occasion with its values, a *letter* is a mail with an address on it. A letter is an
errand: it is posted by the transaction that gives cause to it. The *letterhead* is what every mail
of an organisation looks like. A *link* in a letter is an id; its secret is made when the mail goes.
"""
