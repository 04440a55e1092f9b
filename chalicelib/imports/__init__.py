"""Imports: what a back office exported becomes locations, groups and families.

A *sheet* is one kind of list (families, parents ...): a CSV file or a tab of a workbook, known by
its header. A *row* is one line of it with typed values. A *finding* says about one row and one
column what is wrong and what to do; an *error* keeps the row out, a *warning* or *information* does
not. The *report* is all findings of one upload. A *bundle* is one family with all its rows: it
comes in as a whole or is *held back* as a whole.

`reading.read_files` makes sheets of files, `checking.check` makes bundles and a report of sheets.
Neither touches the table. `writing` holds them against what is there and writes: a *rehearsal* is
what a run would do, and all that a *dry run* does. A *wave* mails an activation link to everybody
of a family who got none yet. `docs/import.md` tells the office what is expected.
"""
