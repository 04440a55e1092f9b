"""HTTP: the only room, next to entry points, that knows Chalice.

A *route* declares its body, its answer, who may call it and which refusals it can give; from that
declaration it is parsed, guarded, answered and documented.
"""
