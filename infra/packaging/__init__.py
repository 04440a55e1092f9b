"""What AWS gets: `make package` leaves it in `dist/`, checked.

    dist/portal.zip      the code of every function, and dist/portal/, the same unzipped
    dist/documents.zip   the layer that draws invoices, and dist/documents/, the same unzipped
    dist/template.yaml   the stack, which names both
    dist/wheels.txt      which wheels are in there, with their hashes

`python -m infra.packaging` makes and checks all of it; `--only portal` makes `dist/portal/` alone,
without checks, for whoever wants to measure it.

| file | holds |
|---|---|
| target.py | what functions run on, what Lambda takes at most, which such Python is here |
| wheels.py | what pip finds for it, never built from source |
| services.py | which services of AWS the portal calls |
| contents.py | wheels, `app.py`, `chalicelib`, Chalice's runtime, without what is never used |
| bytecode.py | what Python would otherwise compile at every cold start |
| archive.py | a zip with the same bytes for the same files |
| template.py | Chalice's template, with `infra/resources.yaml` merged into it |
| permissions.py | what Lambda itself does in a function's name, added to the function's role |
| findings.py | what a check says |
| checks.py | sizes, byte code, files nobody asked for |
| wheel_checks.py | shared objects, requirements of wheels |
| isolation.py | every handler imported from the package, with nothing else: by alone.py |
| stack_checks.py | cfn-lint, and roles without wildcards |
"""
