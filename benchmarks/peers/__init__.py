"""The same little route three times: ours, bare Chalice, FastAPI with Mangum and pydantic.

All get the same event of API Gateway, have a hundred more routes, and answer with the same JSON and
the same four headers. Each is a program of its own, measured by `benchmarks.rounds.Player`.
"""
