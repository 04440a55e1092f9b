"""How many requests a route may take, and the few that take more, with the reason."""

READ, CHANGE = 2, 3

COUNTED_TRIES = (
    "before anybody is let in: the name leads to an account, tries are counted whatever comes of "
    "them, and a name of nobody takes the same requests"
)
LINK = "before anybody is let in: the link leads to an account, which a session is then opened for"
PASSWORD = "the password is asked: each try is counted before it is looked at"
LETTERS = "shows how far people have come: their accounts, and the letters with their links"
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
    "DELETE /staff/accounts/{account_id}/second-factor": (6, LETTERS),
    "POST /email-changes": (6, "a link by mail: three limits count it"),
    "GET /staff/colleagues": (3, LETTERS),
    "POST /staff/colleagues": (9, INVITES),
    "PUT /staff/colleagues/{account_id}": (7, LETTERS),
    "GET /staff/accounts/{account_id}": (3, LETTERS),
    "POST /staff/accounts/{account_id}/invitations": (7, INVITES),
    "GET /staff/families": (4, LETTERS),
    "GET /staff/families/{family_id}": (3, LETTERS),
    "PUT /staff/families/{family_id}": (4, LETTERS),
    "POST /staff/families/{family_id}/children": (4, LETTERS),
    "PUT /staff/families/{family_id}/children/{child_id}": (4, LETTERS),
    "POST /staff/families/{family_id}/parents": (8, INVITES),
    "PUT /staff/families/{family_id}/parents/{parent_id}": (10, INVITES),
    "DELETE /staff/families/{family_id}/parents/{parent_id}": (6, LETTERS),
    "GET /staff/requests": (3, LOOKED_UP),
    "GET /staff/invoice-runs/{month}": (3, LOOKED_UP),
    "GET /children/{child_id}/photos": (3, ALLOWED),
    "GET /home": (3, "the first page: the session, its families, their children"),
    "POST /staff/invoice-runs": (4, "the organisation's first month is read as it stands now"),
}
"""By route, how many it takes at most, and why."""


def most_of(route: str) -> int:
    usual = READ if route.startswith("GET ") else CHANGE
    most, _ = EXCEPTIONS.get(route, (usual, ""))
    return most


def why(route: str) -> str:
    return EXCEPTIONS.get(route, (0, ""))[1]
