"""Passwords that were stolen elsewhere, asked of a server that answers as the published one."""

import json
import os
import threading
from contextlib import contextmanager
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chalicelib.factors import breaches
from chalicelib.settings import settings
from tests.accounts.builders import PASSWORD, activated_account, newest_token
from tests.accounts.letters import token_in
from tests.accounts.steps import NEW, activate, ask_reset, invited, log_in, reset
from tests.builders import an_organisation

STOLEN, PADDED = "vier gestolen woorden", "vijf verzonnen regels"


def hashed(password):
    return sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


class Server(ThreadingHTTPServer):
    """Knows one stolen password, and pads its answers; `broken` is what goes wrong instead."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked, self.broken, self.end = [], None, threading.Event()


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Add-Padding"]))
        if self.server.broken == "silent":
            self.server.end.wait(10)
        prefix = self.path.rpartition("/")[2]
        lines = ["0018A45C4D1DEF81644B54AB7F969B88D65:3"]
        for password, count in ((STOLEN, 1234), (PADDED, 0)):
            if hashed(password).startswith(prefix):
                lines.append(f"{hashed(password)[5:]}:{count}")
        body = "\r\n".join(lines) if self.server.broken != "odd" else "<html>Hello</html>"
        self.send_response(503 if self.server.broken == "down" else 200)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@contextmanager
def asked_at(address):
    os.environ["PORTAL_BREACHED_PASSWORDS"] = address
    settings.cache_clear()
    try:
        yield
    finally:
        os.environ["PORTAL_BREACHED_PASSWORDS"] = ""
        settings.cache_clear()


@pytest.fixture
def server():
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    with asked_at(f"http://127.0.0.1:{server.server_port}/range/"):
        yield server
    server.end.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_stolen_password_is_known_by_the_first_five_characters_of_its_hash(server):
    assert breaches.was_stolen(STOLEN)

    ((path, padding),) = server.asked
    assert (path, padding) == (f"/range/{hashed(STOLEN)[:5]}", "true")


@pytest.mark.parametrize("password", [PASSWORD, PADDED])
def test_a_password_that_is_only_padding_or_not_there_is_fine(server, password):
    assert not breaches.was_stolen(password)
    assert len(server.asked) == 1


@pytest.mark.parametrize("broken", ["down", "odd", "silent"])
def test_who_does_not_answer_in_a_second_keeps_nobody_from_a_password(server, broken, capsys):
    server.broken = broken
    os.environ["POWERTOOLS_METRICS_DISABLED"] = "false"
    try:
        assert not breaches.was_stolen(STOLEN)
    finally:
        os.environ["POWERTOOLS_METRICS_DISABLED"] = "true"

    counted = [json.loads(it) for it in capsys.readouterr().out.splitlines() if it[:1] == "{"]
    assert [it[breaches.METRIC] for it in counted] == [[1.0]]


def test_without_an_address_nobody_is_asked(server):
    with asked_at(""):
        assert not breaches.was_stolen(STOLEN)

    assert server.asked == []


@pytest.mark.usefixtures("server")
def test_it_is_refused_wherever_a_password_is_chosen(browser, sent_mails):
    an_organisation()
    token = newest_token(invited(), "activation")
    refusal = activate(browser(), token, STOLEN)
    assert (refusal.status, refusal.code) == (422, "PasswordBreached")
    phone = browser()
    assert activate(phone, token).status == 201
    changed = phone.put("/password", {"current": PASSWORD, "new": STOLEN})
    assert changed.code == "PasswordBreached"

    ask_reset(browser())
    link = token_in(sent_mails()[-1])
    assert reset(browser(), link, STOLEN).code == "PasswordBreached"
    assert reset(browser(), link).status == 201
    assert log_in(browser(), NEW).status == 201


def test_who_logs_in_asks_nobody(server, browser):
    an_organisation()
    activated_account()

    assert log_in(browser(), PASSWORD).status == 201
    assert server.asked == []
