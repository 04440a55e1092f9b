"""Kiekeboe: the portal between childcare organisations and parents; see `docs/index.md`."""
