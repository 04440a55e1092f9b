"""Links that let somebody in once: kept as ids, made into secrets only when a mail goes out.

The token is the link's id and a signature over all that it was made for. The table, queues and logs
hold ids only, and a letter that is sent again carries the same link.
"""

from datetime import UTC, datetime
from typing import Any

from chalicelib.aws import secrets
from chalicelib.core.values import dataclass


@dataclass(frozen=True)
class Link:
    """`path` is the page it opens, `purpose` what it is good for, `generation` the account's."""

    path: str
    link_id: str
    purpose: str
    generation: int
    expires_at: datetime

    def plain(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "link_id": self.link_id,
            "purpose": self.purpose,
            "generation": self.generation,
            "expires_at": int(self.expires_at.timestamp()),
        }

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Link":
        expires_at = datetime.fromtimestamp(plain["expires_at"], UTC)
        return cls(
            plain["path"], plain["link_id"], plain["purpose"], plain["generation"], expires_at
        )


def token_of(link: Link, *, organisation_id: str) -> str:
    """Return what goes into the address: it can be made again, and by nobody else."""
    return f"{link.link_id}~{_signature(link, organisation_id)}"


def link_id_in(token: str) -> str:
    """Return the id of the link a token claims to be for."""
    return token.partition("~")[0]


def is_token_of(link: Link, token: str, *, organisation_id: str) -> bool:
    """Tell whether the token was made for exactly this link."""
    return secrets.is_same(token, token_of(link, organisation_id=organisation_id))


def address_of(link: Link, *, organisation_id: str, origin: str) -> str:
    """Return the address; the token is in the fragment, which browsers send to nobody."""
    return f"{origin}{link.path}#{token_of(link, organisation_id=organisation_id)}"


def _signature(link: Link, organisation_id: str) -> str:
    return secrets.sign(
        "links",
        organisation_id,
        link.link_id,
        link.purpose,
        str(link.generation),
        str(int(link.expires_at.timestamp())),
    )
