"""How many requests a route may take, and the few that take more, with the reason."""

READ, CHANGE = 2, 3

COUNTED_TRIES = (
    "before anybody is let in: the name leads to an account, tries are counted whatever comes of "
    "them, and a name of nobody takes the same requests"
)
LINK = "before anybody is let in: the link leads to an account, which a session is then opened for"
PASSWORD = "the password is asked: each try is counted before it is looked at"
CUSTODY = "what people may reach who are in it no more, and how far those have come who stay"
TRIED_AGAIN = "each mail is counted, before it is known whether it goes"
INVITES = "the address may have an account already, is written with it, and is invited afterwards"
ALLOWED = "whether other families allow it is asked of them at once, and kept nowhere else"
LOOKED_UP = "a list whose rows need what stands elsewhere, all of it in one request"


EXCEPTIONS = {
    "POST /session": (12, COUNTED_TRIES),
    "POST /activations": (7, LINK),
    "POST /passwords": (6, LINK),
    "POST /email-changes/redeem": (4, LINK),
    "POST /session/password": (6, PASSWORD),
    "PUT /password": (8, PASSWORD),
    "POST /session/code": (8, COUNTED_TRIES),
    "PUT /second-factor": (8, PASSWORD),
    "DELETE /second-factor": (5, PASSWORD),
    "POST /email-changes": (6, "a link by mail: three limits count it"),
    "GET /staff/colleagues": (3, LOOKED_UP),
    "POST /staff/colleagues": (7, INVITES),
    "POST /staff/accounts/{account_id}/invitations": (4, TRIED_AGAIN),
    "GET /staff/families": (3, LOOKED_UP),
    "POST /staff/families/{family_id}/parents": (6, INVITES),
    "PUT /staff/families/{family_id}/parents/{parent_id}": (7, INVITES),
    "DELETE /staff/families/{family_id}/parents/{parent_id}": (4, CUSTODY),
    "GET /staff/requests": (3, LOOKED_UP),
    "GET /staff/invoice-runs/{month}": (3, LOOKED_UP),
    "GET /children/{child_id}/photos": (3, ALLOWED),
    "GET /home": (3, "the first page: the session, its families, their children"),
}
"""By route, how many it takes at most, and why."""


def most_of(route: str) -> int:
    usual = READ if route.startswith("GET ") else CHANGE
    most, _ = EXCEPTIONS.get(route, (usual, ""))
    return most


def why(route: str) -> str:
    return EXCEPTIONS.get(route, (0, ""))[1]
