"""Occupancy: who comes to a group on a day, and whether there is room for one more.

A *group-day* is one day of one group: the children who come (their *presences*), the registered
places, which are never exceeded by a day that is granted, and the workers who were planned. How
many children the workers may care for follows from the children's ages: the staff ratio (BKR).
"""
