"""Kiekeboe: the portal between childcare organisations and parents. `docs/index.md` shows around."""
