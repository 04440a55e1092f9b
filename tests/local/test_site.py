"""The static files, from a folder made for the test."""

import gzip

import pytest

from infra.local.site import Site
from infra.local.wire import Request


@pytest.fixture
def site(tmp_path):
    files = {
        "index.html": "<!doctype html>start",
        "inloggen.html": "<!doctype html>log in",
        "assets/app-1a2b.js": "let a = 1;" * 100,
        "assets/app-1a2b.js.br": "brotli",
        "manifest.webmanifest": "{}",
        "icon.png": "pixels" * 200,
    }
    root = tmp_path / "dist"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    return Site(root)


def get(site, path, **headers):
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return site.answer(Request("GET", path, named, b"", "127.0.0.1"))


@pytest.mark.parametrize(
    ("path", "status", "begins"),
    [
        ("/", 200, b"<!doctype html>start"),
        ("/foto/2028/02?kind=1", 200, b"<!doctype html>start"),
        ("/inloggen", 200, b"<!doctype html>log in"),
        ("/assets/app-1a2b.js", 200, b"let a"),
        ("/children/3258a4b1.39f0e35e3f", 200, b"<!doctype html>start"),
        ("/messages/3258a4b1.39f0e35e3f", 200, b"<!doctype html>start"),
        ("/gone.png", 404, b"There is no such file."),
        ("/assets/gone.js", 404, b"There is no such file."),
        ("/../secret.txt", 404, b"There is no such file."),
        ("/%2e%2e/secret.txt", 404, b"There is no such file."),
        ("/assets/%00.js", 404, b"There is no such file."),
    ],
)
def test_a_path_shows_its_file_or_the_start_page(site, path, status, begins):
    answer = get(site, path)
    assert (answer.status, answer.body[: len(begins)]) == (status, begins)


def test_assets_are_kept_for_ever_and_pages_are_asked_for_again(site):
    assert "immutable" in get(site, "/assets/app-1a2b.js").header("cache-control")
    page = get(site, "/")
    assert page.header("cache-control") == "no-cache"
    again = get(site, "/", if_none_match=page.header("etag"))
    assert (again.status, again.body) == (304, b"")


def test_text_is_compressed_and_pictures_are_not(site):
    asset = "/assets/app-1a2b.js"
    assert get(site, asset, accept_encoding="gzip, br").body == b"brotli"
    zipped = get(site, asset, accept_encoding="gzip")
    assert gzip.decompress(zipped.body).startswith(b"let a")
    assert get(site, "/icon.png", accept_encoding="gzip").header("content-encoding") == ""


def test_types_are_those_of_the_web(site):
    assert get(site, "/assets/app-1a2b.js").header("content-type").startswith("text/javascript")
    assert get(site, "/manifest.webmanifest").header("content-type") == "application/manifest+json"


def test_a_page_is_only_read(site):
    assert site.answer(Request("POST", "/", (), b"", "127.0.0.1")).status == 405
