"""How many requests a route may take, and the few that take more, with the reason."""

READ, CHANGE = 2, 3

NAME_FIRST = (
    "the name leads to the account, the try is counted before the password is looked at, and what "
    "comes of it is written: a name of nobody takes the same requests"
)


EXCEPTIONS = {
    "POST /session": (4, NAME_FIRST),
    "GET /home": (3, "the first page: the session, its families, their children"),
}
"""By route, how many it takes at most, and why."""


def most_of(route: str) -> int:
    usual = READ if route.startswith("GET ") else CHANGE
    most, _ = EXCEPTIONS.get(route, (usual, ""))
    return most


def why(route: str) -> str:
    return EXCEPTIONS.get(route, (0, ""))[1]
