"""How long somebody stays signed in, and what an account may reach. No input or output here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chalicelib.core.at_hand import AtHand
from chalicelib.core.callers import STAFF, Caller, Role
from chalicelib.core.errors import NotSignedIn
from chalicelib.core.ids import fingerprint
from chalicelib.core.language import Language

REMEMBERED = timedelta(days=30)
GRACE = timedelta(seconds=30)  # two tabs, or an answer that was lost
SEEN_EVERY = timedelta(minutes=5)  # how precisely the idle time is kept
FRESH = timedelta(minutes=15)  # how long a password counts as just entered
LONGEST_TOKEN = 300  # characters; ours are shorter, and a key of the table has room for them


@dataclass(frozen=True)
class Lifetime:
    idle: timedelta
    absolute: timedelta


PARENT_LIFETIME = Lifetime(idle=timedelta(minutes=60), absolute=timedelta(hours=24))
STAFF_LIFETIME = Lifetime(idle=timedelta(minutes=30), absolute=timedelta(hours=12))


@dataclass(frozen=True)
class Access:
    """What an account may reach now.

    `generation` grows with every change of password, e-mail address, family, custody or role.
    Sessions and remember-me chains up to `ended_generation` are over.
    """

    organisation_id: str
    account_id: str
    language: Language
    families: Mapping[str, Role] = field(default_factory=dict)
    staff_role: Role | None = None
    group_ids: frozenset[str] = frozenset()
    generation: int = 1
    ended_generation: int = 0
    is_disabled: bool = False

    @property
    def lifetime(self) -> Lifetime:
        is_staff = self.staff_role in STAFF or self.staff_role is Role.OPERATOR
        return STAFF_LIFETIME if is_staff else PARENT_LIFETIME

    def changed(self, **what: object) -> "Access":
        """Return the next generation; open sessions go on with it."""
        return replace(self, generation=self.generation + 1, **what)  # type: ignore[arg-type]

    def signed_out(self) -> "Access":
        """Return the next generation, in which every session so far is over."""
        return replace(self, generation=self.generation + 1, ended_generation=self.generation)

    def caller(self, session_id: str, *, at_hand: AtHand | None = None) -> Caller:
        return Caller(
            organisation_id=self.organisation_id,
            account_id=self.account_id,
            session_id=session_id,
            language=self.language,
            families=self.families,
            staff_role=self.staff_role,
            group_ids=self.group_ids,
            at_hand=at_hand or AtHand(),
        )


@dataclass(frozen=True)
class Token:
    """What is in a cookie: whose it is, and a secret that only its hash is kept of."""

    organisation_id: str
    account_id: str
    secret: str

    @classmethod
    def parse(cls, text: str) -> "Token":
        """:raises NotSignedIn: it is no token."""
        parts = text.split(".")
        is_token = len(parts) == 3 and all(parts)  # noqa: PLR2004 - organisation, account, secret
        if len(text) > LONGEST_TOKEN or not is_token:
            raise NotSignedIn
        return cls(*parts)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.secret)

    def __str__(self) -> str:
        return f"{self.organisation_id}.{self.account_id}.{self.secret}"


@dataclass(frozen=True)
class Session:
    """`device` is words for people.

    `authenticated_at` is when the password was last entered: never, if a remembered device opened
    it.
    """

    session_id: str
    generation: int
    opened_at: datetime
    seen_at: datetime
    authenticated_at: datetime | None
    device: str

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether the password was entered a moment ago, and not only some day."""
        return self.authenticated_at is not None and now < self.authenticated_at + FRESH

    def is_open(self, access: Access, now: datetime) -> bool:
        """Tell by the clock: DynamoDB may take days to remove an item whose ttl has passed."""
        lifetime = access.lifetime
        return (
            not access.is_disabled
            and self.generation > access.ended_generation
            and now < self.opened_at + lifetime.absolute
            and now < self.seen_at + lifetime.idle + SEEN_EVERY
        )


@dataclass(frozen=True)
class Remembered:
    """A remember-me chain: the token that is good now, and for a moment the one before it."""

    chain_id: str
    generation: int
    current: str
    previous: str | None
    rotated_at: datetime
    expires_at: datetime
    device_id: str

    def is_good(self, access: Access, now: datetime) -> bool:
        """Tell whether it still opens sessions; not for staff, who log in every day."""
        is_ended = access.is_disabled or self.generation <= access.ended_generation
        return not (is_ended or access.staff_role) and now < self.expires_at

    def accepts(self, hashed: str, device_id: str | None, now: datetime) -> bool:
        """Tell whether the token is the current one, or the one before within the grace."""
        if hashed == self.current:
            return True
        is_late = now >= self.rotated_at + GRACE
        return hashed == self.previous and not is_late and device_id == self.device_id
