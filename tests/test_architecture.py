"""Promises that no single file can keep."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import grimp
import pytest

import app
import chalicelib
from chalicelib.core.errors import PortalError
from chalicelib.core.language import Language
from chalicelib.http.texts import catalogue

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path for folder in ("chalicelib", "infra", "tests") for path in (ROOT / folder).rglob("*.py")
)
HANDLERS = [
    *app.app.event_sources,
    *app.app.builtin_auth_handlers,
    *app.app.pure_lambda_functions,
]
ENDPOINTS = [endpoint for routes in app.ROUTES for endpoint in routes.endpoints]
HEAVY = [
    "aws_lambda_powertools",
    "jinja2",
    "boto3",
    "argon2",
    "PIL",
    "pillow_heif",
    "typst",
    "openpyxl",
    "segno",
]


@pytest.mark.parametrize("handler", sorted({handler.handler_string for handler in HANDLERS}))
def test_a_handler_can_be_imported_without_app(handler):
    """Lambda imports only the handler's own module: app.py and its middleware do not run."""
    module, _, function = handler.rpartition(".")
    assert "app" not in modules_after(f"import {module} as m; m.{function}")


def test_the_api_starts_without_what_it_does_not_need():
    assert modules_after("import app").isdisjoint(HEAVY)


def modules_after(code: str) -> set[str]:
    """Return the names of the modules a fresh Python without environment has after the code."""
    code = f"import json, sys; {code}; print(json.dumps([*sys.modules]))"
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=ROOT, env={}, check=True, capture_output=True, text=True)
    return set(json.loads(done.stdout))


def test_names_of_handlers_and_routes_are_unique():
    """A route called like a job would take its place in Chalice's test client."""
    views = [entry.view_name for methods in app.app.routes.values() for entry in methods.values()]
    names = views + [handler.name for handler in HANDLERS]
    assert sorted(names) == sorted(set(names))


def test_every_handler_outside_http_is_a_job():
    """Without `@job` nothing is logged, and there is no middleware to do it."""
    for handler in HANDLERS:
        module, _, function = handler.handler_string.rpartition(".")
        work = getattr(sys.modules[module], function).func
        work = getattr(work, "_original_func", work)  # as @lambda_function wraps it
        assert hasattr(work, "__wrapped__"), handler.handler_string


def test_a_worker_on_a_queue_gives_back_only_what_failed():
    """Without this in the resources, one message that fails brings back the whole batch."""
    from infra.local.resources import properties

    for handler in app.app.event_sources:
        if not type(handler).__name__.startswith("SQS"):
            continue
        name = "".join(part.title() for part in handler.name.split("_"))
        events = properties(name)["Events"][f"{name}SqsEventSource"]["Properties"]
        assert events["FunctionResponseTypes"] == ["ReportBatchItemFailures"], handler.name


def test_a_store_is_imported_by_its_own_room_only():
    graph = grimp.build_graph("chalicelib", cache_dir=None)
    foreign = [
        (importer, store)
        for store in graph.modules
        if store.endswith((".store", ".schemas", ".routes", ".staff_routes"))
        for importer in graph.find_modules_that_directly_import(store)
        if importer.split(".")[1] != store.split(".")[1] and store != "chalicelib.http.routes"
    ]
    assert foreign == []


def test_items_live_in_stores_and_are_private():
    items = [
        (path.relative_to(ROOT).as_posix(), name)
        for path in (ROOT / "chalicelib").rglob("*.py")
        for name in re.findall(r"^class (\w+)\(Item\)", path.read_text(), re.MULTILINE)
    ]
    assert items
    wrong = [it for it in items if not it[0].endswith("store.py") or not it[1].startswith("_")]
    assert wrong == []


def test_a_file_is_read_in_one_sitting():
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_nothing_is_patched_slept_over_or_skipped():
    """moto is the fake of AWS; tests that patch names do not survive a refactoring."""
    patterns = [
        r"^(from unittest|import unittest)",
        r"(monkeypatch|mocker)\.(setattr|patch)\(",
        r"time\.sleep\(",
        r"pytest\.(skip|mark\.skip|mark\.xfail)",
    ]
    found = [
        (path.name, pattern)
        for path in (ROOT / "tests").rglob("*.py")
        for pattern in patterns
        if re.search(rf"^(?!.*r\").*{pattern}", path.read_text(), re.MULTILINE)
    ]
    assert found == []


def refusals(kind=PortalError):
    """Every refusal there is, also of what only workers import."""
    for module in walk_packages(chalicelib.__path__, "chalicelib."):
        import_module(module.name)
    return subclasses(kind)


def subclasses(kind):
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


@pytest.mark.parametrize("language", Language)
def test_every_refusal_has_a_sentence_that_uses_only_its_facts(language):
    texts = catalogue(language)
    ours = {it for it in refusals() if it.__module__.startswith("chalicelib")}
    assert {it.__name__ for it in ours} == set(texts)
    for refusal in ours:
        used = set(re.findall(r"{(\w+)}", texts[refusal.__name__]))
        assert used <= set(refusal.facts), refusal.__name__


def test_every_refusal_has_a_name_of_its_own():
    names = [it.__name__ for it in refusals() if it.__module__.startswith("chalicelib")]
    assert sorted(names) == sorted(set(names))


def test_bodies_refuse_what_they_do_not_know():
    loose = [
        it.body.__name__
        for it in ENDPOINTS
        if it.body and not it.body.__struct_config__.forbid_unknown_fields
    ]
    assert loose == []
