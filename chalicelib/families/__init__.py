"""Families: who belongs to whom, and what parents decide for their children.

A *family* is the customer: it has a debtor number, *children*, *parents* with accounts of their
own, perhaps a *payer* who sees invoices only, and a way of paying. For each child parents keep
*contacts* (who is called, who may collect the child), *allergies*, and *permissions*: yes or no to
one version of a text. Whoever wants a child or a family goes through `access`.
"""
