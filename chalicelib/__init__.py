"""Kiekeboe: the portal between childcare organisations and parents; see `docs/index.md`."""

import gc

# An import makes tens of thousands of objects that all stay. Python looks for garbage among them
# at every 700, which is a tenth of a cold start; so seldom costs nothing, and a request makes none.
gc.set_threshold(50_000, 20, 20)
