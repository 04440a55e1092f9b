"""How long somebody stays signed in, and what an account may reach. No input or output here."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta

from chalicelib.core.at_hand import AtHand
from chalicelib.core.callers import STAFF, Caller, Role, Standing
from chalicelib.core.errors import NotSignedIn
from chalicelib.core.ids import fingerprint
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass

REMEMBERED = timedelta(days=30)
GRACE = timedelta(seconds=30)  # two tabs, or an answer that was lost
HALF_OPEN = timedelta(minutes=10)  # from the password to the code
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
    has_second_factor: bool = False

    @property
    def is_staff(self) -> bool:
        return self.staff_role in STAFF or self.staff_role is Role.OPERATOR

    @property
    def lifetime(self) -> Lifetime:
        return STAFF_LIFETIME if self.is_staff else PARENT_LIFETIME

    def changed(self, **what: object) -> "Access":
        """Return the next generation; open sessions go on with it."""
        return replace(self, generation=self.generation + 1, **what)  # type: ignore[arg-type]

    def signed_out(self) -> "Access":
        """Return the next generation, in which every session so far is over."""
        return replace(self, generation=self.generation + 1, ended_generation=self.generation)

    def standing(self, *, staff_need_factor: bool) -> Standing:
        """Tell how far a session of this account goes; staff may have to set something up first."""
        is_lacking = staff_need_factor and self.is_staff and not self.has_second_factor
        return Standing.SETTING_UP if is_lacking else Standing.FULL

    def caller(
        self,
        session_id: str,
        *,
        standing: Standing = Standing.FULL,
        at_hand: AtHand | None = None,
    ) -> Caller:
        return Caller(
            organisation_id=self.organisation_id,
            account_id=self.account_id,
            session_id=session_id,
            language=self.language,
            families=self.families,
            staff_role=self.staff_role,
            group_ids=self.group_ids,
            has_second_factor=self.has_second_factor,
            standing=standing,
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

    `authenticated_at` is when the password, and the code if there is a second factor, was last
    entered: never, if a remembered device opened it. `chain_id` is of the chain that did.
    """

    session_id: str
    generation: int
    opened_at: datetime
    seen_at: datetime
    authenticated_at: datetime | None
    device: str
    chain_id: str | None = None

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
class HalfOpen:
    """A log-in whose password was right, and whose code is still asked for. It is no session.

    `known_device` is the device it was begun on, if the account has logged in there before.
    """

    hashed: str
    generation: int
    remember: bool
    known_device: str | None
    expires_at: datetime

    def is_good(self, access: Access, now: datetime) -> bool:
        """Tell whether it may still be finished: not after a change of password or factor."""
        is_ended = access.is_disabled or self.generation <= access.ended_generation
        return not is_ended and now < self.expires_at


@dataclass(frozen=True)
class Remembered:
    """A remember-me chain: the tokens that are good now, and for a moment those before them.

    There is one, unless two tabs, or an answer that was lost, had the next one made at once.
    """

    chain_id: str
    generation: int
    current: frozenset[str]
    previous: frozenset[str]
    rotated_at: datetime
    expires_at: datetime
    device_id: str

    def is_good(self, access: Access, now: datetime) -> bool:
        """Tell whether it still opens sessions; not for staff, who log in every day."""
        is_ended = access.is_disabled or self.generation <= access.ended_generation
        return not (is_ended or access.staff_role) and now < self.expires_at

    def accepts(self, hashed: str, device_id: str | None, now: datetime) -> bool:
        """Tell whether the token is a current one, or one before within the grace.

        A token lives in a browser next to the cookie of its device: without that it was copied.
        """
        is_late = now >= self.rotated_at + GRACE
        is_known = hashed in self.current or (hashed in self.previous and not is_late)
        return is_known and device_id == self.device_id
