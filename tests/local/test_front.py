import gzip
import http.client
import json
import socket

import pytest

CSP = "Content-Security-Policy"


def test_a_route_gets_the_request_as_api_gateway_hands_it_on(toy):
    answer = toy.ask(
        "POST", "/api/echo?a=1&a=%C3%A9&b=", "Zoë 🎈".encode(), Content_Type="text/plain"
    )
    told = answer.json()
    assert told["query"] == {"a": ["1", "é"], "b": [""]}
    assert told["body"] == "Zoë 🎈"
    assert told["headers"]["x-viewer-host"] == toy.portal.host("zonnetje")
    assert told["headers"]["x-viewer-address"] == "127.0.0.1"
    assert answer.headers.get_all("Set-Cookie") == ["a=1", "b=2"]


def test_a_client_cannot_say_who_it_is_or_that_it_is_cloudfront(toy):
    ours = toy.ask("GET", "/api/echo").json()["headers"]
    given = {"X_Origin_Secret": "mine", "X_Viewer_Address": "1.2.3.4", "X_Viewer_Host": "other"}
    told = toy.ask("GET", "/api/echo", **given).json()["headers"]
    assert told == ours
    assert len(told["x-origin-secret"]) == 64


def test_the_clock_stands_where_portal_now_put_it(toy):
    assert toy.ask("GET", "/api/echo").json()["now"].startswith("2028-02-29T22:3")


@pytest.mark.parametrize("path", ["/api/echo", "/", "/-/about"])
def test_every_answer_is_of_the_day_of_the_portal(toy, path):
    assert toy.ask("GET", path).headers["Date"].startswith("Tue, 29 Feb 2028 22:3")


def test_bytes_survive_both_ways(toy):
    picture = toy.ask("GET", "/api/picture", Accept="image/jpeg")
    assert (picture.headers["Content-Type"], picture.body) == ("image/jpeg", bytes(range(256)))
    kept = toy.ask("POST", "/api/picture", bytes(range(256)), Content_Type="image/jpeg")
    assert kept.json() == {"whole": True}


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nothing", 404, "NotFound"),
        ("GET", "/api/seen/", 404, "NotFound"),
        ("DELETE", "/api/echo", 404, "NotFound"),
        ("OPTIONS", "/api/echo", 404, "NotFound"),
        ("GET", "/api/unreadable", 503, "Unavailable"),
    ],
)
def test_the_gateway_refuses_in_the_shape_of_the_portal(toy, method, path, status, code):
    answer = toy.ask(method, path)
    assert (answer.status, answer.json()["code"]) == (status, code)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers[CSP].startswith("default-src 'none'")


def test_a_bug_in_a_route_is_a_500_and_one_line(toy):
    assert toy.ask("GET", "/api/bug").status == 500
    assert any("ValueError: nobody thought of this (tests/local/toy.py:" in it for it in _said(toy))
    assert not any("Traceback" in it for it in _said(toy))


def _said(toy):
    toy.portal.settle()  # by then the line has come through the pipe
    return list(toy.process.lines)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_of_more_than_ten_megabytes_is_refused_and_the_client_can_read_it(toy, chunked):
    megabytes = 11
    body = iter([b"x" * 1024**2] * megabytes) if chunked else b"x" * 1024**2 * megabytes
    answer = toy.ask("POST", "/api/echo", body, Content_Type="text/plain")
    assert (answer.status, answer.json()["code"]) == (413, "BodyTooLarge")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_client_that_asks_first_is_refused_before_it_sends(toy):
    with socket.create_connection(("127.0.0.1", toy.portal.port), timeout=5) as line:
        line.sendall(
            b"POST /api/echo HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 99000000\r\n"
            b"Expect: 100-continue\r\n\r\n"
        )
        assert line.recv(100).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "head",
    [
        b"POST /api/echo HTTP/1.1\r\nContent-Length: minus\r\n\r\n",
        b"POST /api/echo HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        b"POST /api/echo HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST /api/echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / nonsense\r\n\r\n",
    ],
)
def test_a_request_that_is_no_http_is_refused(toy, head):
    with socket.create_connection(("127.0.0.1", toy.portal.port), timeout=5) as line:
        line.sendall(head)
        line.shutdown(socket.SHUT_WR)
        with line.makefile("rb") as answer:
            assert b"Bad Request" in answer.read()


def test_a_large_answer_is_gzipped_for_those_who_take_it(toy):
    plain = toy.ask("GET", "/api/large")
    small = toy.ask("GET", "/api/large", Accept_Encoding="br, gzip")
    assert plain.headers["Content-Encoding"] is None
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.body) == plain.body
    assert (
        toy.ask("GET", "/api/seen/none", Accept_Encoding="gzip").headers["Content-Encoding"] is None
    )


def test_one_connection_serves_several_requests(toy):
    connection = http.client.HTTPConnection("127.0.0.1", toy.portal.port, timeout=5)
    for _ in range(3):
        connection.request("GET", "/api/nothing")
        answer = connection.getresponse()
        answer.read()
        assert not answer.will_close
    connection.close()


def test_a_host_that_is_no_organisation_is_told_the_addresses(toy):
    answer = toy.ask("GET", "/", Host="127.0.0.1")
    assert answer.status == 200
    assert b"Each organisation has its own address" in answer.body


def test_a_published_logo_is_shown_to_everybody_and_may_be_kept(toy, client, about):
    key = f"house-style/zonnetje/{'0a' * 16}.png"
    client("s3").put_object(Bucket=about["environment"]["PORTAL_FILES"], Key=key, Body=b"a picture")

    answer = toy.ask("GET", f"/{key}")

    assert (answer.status, answer.body) == (200, b"a picture")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path",
    ["house-style/zonnetje/0b.png", "house-style/zonnetje/../../photos/0a.png", "photos/a/0a.png"],
)
def test_nothing_else_of_the_files_is_published(toy, client, about, path):
    bucket = about["environment"]["PORTAL_FILES"]
    client("s3").put_object(Bucket=bucket, Key="photos/a/0a.png", Body=b"a photo")

    assert b"a photo" not in toy.ask("GET", f"/{path}").body


def test_photos_and_uploads_are_allowed_from_storage_only(toy, about):
    policy = toy.ask("GET", "/api/echo").headers[CSP]
    for kind in ("img-src", "connect-src", "media-src"):
        assert f"{kind} 'self' {about['aws']};" in policy


def test_tools_are_not_for_pages_of_other_sites(toy):
    answer = toy.ask("POST", "/-/fire/sweep", "{}", Origin="https://elsewhere.example")
    assert answer.status == 403


@pytest.mark.parametrize("host", ["elsewhere.example:8000", "localhost.elsewhere.example", ""])
@pytest.mark.parametrize("path", ["/mailbox", "/-/mails", "/-/about"])
def test_tools_are_not_for_names_that_were_made_to_lead_to_this_machine(toy, path, host):
    assert toy.ask("GET", path, Host=host).status == 403


def test_tools_say_what_is_wrong(toy):
    assert toy.ask("POST", "/-/fire/sweep", "{").status == 422
    assert toy.ask("POST", "/-/fire/nobody", "{}").status == 404
    assert toy.ask("POST", "/-/fire/make_invoices", "{}").status == 404
    assert json.loads(toy.ask("POST", "/-/fire/bill_month", "{}").body)["code"] == "HandlerFailed"
