"""Planning: what was agreed with families becomes who comes to which group on which day.

A change of a contract is agreed at once and written into the group-days by an errand that can stop
and go on anywhere; until it is done, whoever reads a group-day reads the change with it. Every
night a *reconciler* holds the group-days against the children's months and extends them to the
*horizon*.
"""
