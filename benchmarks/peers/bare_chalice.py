"""The least that Chalice can do: read the JSON, answer with JSON. Nobody is let in or refused.

No session, no roles, no types, no log.
"""

from typing import Any

from chalice import Chalice, Response

from benchmarks.peers.event import ACCOUNT, HEADERS, OTHER_PATHS, of_request
from benchmarks.peers.proof import insist
from benchmarks.turns import take_turns

app = Chalice(app_name="bare", configure_logs=False)


@app.route("/wishes", methods=["POST"])
def wish() -> Response:
    assert app.current_request  # noqa: S101 - there is one while a view runs
    body: dict[str, Any] = app.current_request.json_body
    told = {"day": body["day"], "name": body["name"], "whose": ACCOUNT}
    return Response(told, status_code=201, headers={**HEADERS})


def other(part: str) -> Response:
    return Response({"part": part})


def main() -> None:
    for path in OTHER_PATHS:
        app.route(path, name=path)(other)
    event = of_request()
    take_turns(lambda: app(event, None), proof=insist)


if __name__ == "__main__":
    main()
