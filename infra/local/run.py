"""The whole portal in one process: AWS, resources, app, workers, seed and front, in this order."""

import hashlib
import hmac
import importlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from chalice import Chalice

from chalicelib.aws import files
from chalicelib.core import clock
from infra.local import environment, resources
from infra.local.authenticator import Authenticator
from infra.local.aws import LocalAws
from infra.local.client import LocalPortal
from infra.local.front import Front
from infra.local.gateway import LARGEST_BODY, Gateway
from infra.local.handlers import Handlers
from infra.local.mailbox import Mailbox
from infra.local.server import Server
from infra.local.site import Site
from infra.local.tools import Tools
from infra.local.wire import Answer, Request
from infra.local.words import ROOT, quieten, say
from infra.local.workers import Workers

NEXT_PORTS = 20
MAIL_EVENTS = "mail-events"

# Fills an empty portal and returns the lines that tell a newcomer where to log in.
Seed = Callable[[datetime], Sequence[str]]


@dataclass(frozen=True)
class Options:
    """`app` is `module:name`, imported once the environment is there; `now` starts the clock."""

    app: str = "app:app"
    port: int = 0
    now: datetime | None = None
    seed: Seed | None = None
    workers: bool = True
    timers: bool = False
    retry_seconds: int = 1
    quiet: bool = True


class Portal:
    """A running portal between `with` and its end."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._ends = ExitStack()
        self._began = time.monotonic()
        self._environment: dict[str, str] = {}
        self.lines: Sequence[str] = ()

    def __enter__(self) -> Self:
        with self._ends:  # undone if a step fails, or if somebody presses Ctrl-C meanwhile
            self._start()
            self._ends = self._ends.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    @property
    def client(self) -> LocalPortal:
        return LocalPortal(self._server.port)

    def _start(self) -> None:
        self._set_clock()
        self._start_aws()
        self._listen()
        self._create_resources()
        app = self._load_app()
        self._workers = self._make_workers(app) if self._options.workers else None
        self._open_front(app)
        if self._options.seed:
            self._say("Filling it with two sample organisations; this takes a moment ...")
            self.lines = self._options.seed(clock.now())
            self._say("Organisations and families are there.")
        if self._workers:  # not before: they would only be in the way of who fills it
            self._workers.start(timers=self._options.timers)
            self._ends.callback(self._workers.stop)
        self._server.start()
        self._ends.callback(self._server.shutdown)

    def _set_clock(self) -> None:
        if self._options.now:
            clock.start_at(self._options.now)
            self._ends.callback(lambda: clock.start_at(datetime.now(UTC)))

    def _start_aws(self) -> None:
        self._mailbox = Mailbox(region=environment.REGION, clock=clock.now)
        self._aws = LocalAws(clock=clock.now, after_mail=self._mailbox.collect)
        self._aws.start()
        self._ends.callback(self._aws.stop)
        self._environment = environment.of_aws(self._aws.endpoint)
        self._ends.callback(environment.enter(self._environment))
        self._clients = _clients(self._aws.endpoint)
        self._say("AWS is here.")

    def _listen(self) -> None:
        """Take the port now, because addresses are made of it; who comes early waits."""
        self._server = _server_near(self._options.port, answer=self._answer)
        self._ends.callback(self._server.server_close)

    def _create_resources(self) -> None:
        self._environment |= resources.create(self._clients)
        self._environment["PORTAL_ADDRESS"] = f"http://{{slug}}.localhost:{self._server.port}"
        self._ends.callback(environment.enter(self._environment))
        self._say("Table, buckets and queues are there.")

    def _load_app(self) -> Chalice:
        module, _, name = self._options.app.partition(":")
        app: Chalice = getattr(importlib.import_module(module), name)
        quieten(app_log=app.log)
        self._say("The app is loaded.")
        return app

    def _make_workers(self, app: Chalice) -> Workers:
        workers = Workers(
            Handlers(app),
            self._aws,
            self._mailbox,
            clients=self._clients,
            table=self._environment["PORTAL_TABLE"],
            clock=clock.now,
            retry_seconds=self._options.retry_seconds,
        )
        self._mailbox.send_event = self._mail_events()
        return workers

    def _mail_events(self) -> Callable[[str], None]:
        sqs = self._clients("sqs")
        queue = self._environment["PORTAL_QUEUE_PREFIX"] + MAIL_EVENTS
        url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
        return lambda body: sqs.send_message(QueueUrl=url, MessageBody=body)

    def _open_front(self, app: Chalice) -> None:
        tools = Tools(
            mailbox=self._mailbox,
            authenticator=Authenticator(clock.now),
            workers=self._workers,
            about=self._about,
        )
        self._front = Front(
            gateway=Gateway(app),
            site=Site(ROOT / "web/dist"),
            tools=tools.answer,
            published=files.find,
            storage=self._aws.endpoint,
            origin_secret=self._origin_secret(),
            welcome=lambda: self.lines,
        )
        self._server.too_large = self._front.too_large()

    def _answer(self, request: Request) -> Answer:
        return self._front.answer(request)

    def _about(self) -> dict[str, Any]:
        return {"aws": self._aws.endpoint, "environment": self._environment}

    def _origin_secret(self) -> str:
        """Return what only CloudFront and the API know, as `chalicelib.aws.secrets` makes it."""
        secrets = self._clients("secretsmanager")
        master = secrets.get_secret_value(SecretId=self._environment["PORTAL_SECRET"])
        return hmac.new(master["SecretString"].encode(), b"origin", hashlib.sha256).hexdigest()

    def _say(self, line: str) -> None:
        if not self._options.quiet:
            say(f"{time.monotonic() - self._began:5.1f} s  {line}")


@contextmanager
def running_portal(
    app: str = "app:app", *, now: datetime | None = None, port: int = 0, seed: Seed | None = None
) -> Iterator[LocalPortal]:
    """Run a portal in this process: for a script that is the only one to use AWS in it."""
    with Portal(Options(app=app, now=now, port=port, seed=seed)) as portal:
        yield portal.client


def _clients(endpoint: str) -> Callable[[str], Any]:
    import boto3

    session = boto3.Session()
    made: dict[str, Any] = {}

    def client(service: str) -> Any:
        if service not in made:
            made[service] = session.client(service, endpoint_url=endpoint)
        return made[service]

    return client


def _server_near(port: int, *, answer: Callable[[Request], Answer]) -> Server:
    """Return a server on this port, or on one after it, or on any that is free."""
    wanted = range(port, port + NEXT_PORTS) if port else ()
    for candidate in (*wanted, 0):
        try:
            server = Server(candidate, answer=answer, too_large=Answer(413), largest=LARGEST_BODY)
        except OSError:
            continue
        if port not in {0, server.port}:
            say(f"Port {port} is busy, so the portal is at {server.port}.")
        return server
    raise OSError("There is no free port.")
