"""Kiekeboe: the portal between childcare organisations and parents; see `docs/index.md`."""

import gc

# A start makes a hundred thousand objects that all stay. Python looks for garbage among them each
# time there are 700 more, which is a tenth of a cold start; a request makes next to none.
gc.set_threshold(200_000, 20, 20)
