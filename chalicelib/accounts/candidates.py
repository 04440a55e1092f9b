"""Who may be coming in with a name, and how often that was tried.

Whoever the name is of, and if it is nobody's, the same requests go to the table.
"""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.accounts.login_store import LoginStore
from chalicelib.accounts.model import (
    LOG_IN_OF_ACCOUNT,
    LOG_IN_OF_ADDRESS,
    LOG_IN_OF_DEVICE,
    Account,
    LogInFailed,
)
from chalicelib.accounts.password_store import PasswordStore
from chalicelib.accounts.store import AccountStore
from chalicelib.aws.table import bring
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.values import dataclass
from chalicelib.factors import passwords
from chalicelib.factors.model import StoredPassword
from chalicelib.limits import service as limits
from chalicelib.limits.model import Bucket
from chalicelib.sessions import service as sessions
from chalicelib.sessions.model import Access

ANYBODY = "anybody"  # whose failures count together: everybody's on a device we do not know


@dataclass(frozen=True)
class Visitor:
    """Where somebody is: `device` is in words, `device_id` from the device's signed cookie."""

    address: str
    device: str
    device_id: str | None = None


@dataclass(frozen=True)
class Candidate:
    """Whom the name may be of; an account id that leads nowhere if it is nobody's.

    `known_device` is the visitor's device, if the account has logged in there before. After too
    many failures in a row `is_locked`: not even the right password opens it.
    """

    organisation_id: str
    account_id: str
    account: Account | None
    access: Access | None
    password: StoredPassword | None
    known_device: str | None
    is_locked: bool

    @property
    def password_id(self) -> str:
        return (self.password or passwords.NOBODYS).password_id

    @property
    def whose(self) -> str:
        return self.known_device or ANYBODY

    @property
    def own_bucket(self) -> Bucket:
        """Return where tries count that are forgotten when one is right.

        A new password has a new bucket: it works at once. So has a device that logged in before:
        strangers cannot lock it out.
        """
        name = f"{self.account_id}.{self.password_id}"
        if self.known_device:
            return Bucket(LOG_IN_OF_DEVICE, f"{name}.{self.known_device}")
        return Bucket(LOG_IN_OF_ACCOUNT, name)

    def shared_buckets(self, visitor: Visitor) -> list[Bucket]:
        """Return where tries count together with those of other people: of whom we do not know."""
        return [] if self.known_device else [Bucket(LOG_IN_OF_ADDRESS, visitor.address)]

    @property
    def passwords(self) -> PasswordStore:
        return PasswordStore(self.organisation_id, self.account_id)


def candidate_of(name: str, visitor: Visitor, *, organisation_id: str) -> Candidate:
    """Look the name up, and then all that is to be known of its account, in one request."""
    names = LoginStore(organisation_id)
    hashed = names.hash_of(name)
    holder = names.holder_of(hashed)
    # A name that is nobody's leads to keys that hold nothing: the same requests go out.
    account_id = holder.account_id if holder and not holder.is_former else f"nobody.{hashed}"
    at_hand = AtHand()
    bring(_keys(account_id, visitor.device_id, organisation_id), to=at_hand)
    is_known = visitor.device_id is not None and sessions.knows_device(
        organisation_id=organisation_id,
        account_id=account_id,
        device_id=visitor.device_id,
        at_hand=at_hand,
    )
    known_device = visitor.device_id if is_known else None
    stored = PasswordStore(organisation_id, account_id, at_hand=at_hand)
    password = stored.get()
    password_id = (password or passwords.NOBODYS).password_id
    return Candidate(
        organisation_id=organisation_id,
        account_id=account_id,
        account=AccountStore(organisation_id, at_hand=at_hand).get(account_id),
        access=sessions.access_of(
            organisation_id=organisation_id, account_id=account_id, at_hand=at_hand
        ),
        password=password,
        known_device=known_device,
        is_locked=stored.is_locked(password_id, known_device or ANYBODY),
    )


def count_try(candidate: Candidate, visitor: Visitor, *, now: datetime) -> None:
    """Count it before the password is looked at, so that many at once do not slip through.

    It counts everywhere or, if one bucket is full, nowhere.

    :raises TooOften: too many failures of this name, or from this address.
    :raises LogInFailed: those that were tried at the same time were too many in a row.
    """
    transaction = Transaction()
    limits.plan_hits(
        [*candidate.shared_buckets(visitor), candidate.own_bucket],
        organisation_id=candidate.organisation_id,
        transaction=transaction,
        now=now,
    )
    candidate.passwords.count_failure(
        candidate.password_id,
        candidate.whose,
        is_locked=candidate.is_locked,
        otherwise=LogInFailed(),
        transaction=transaction,
        now=now,
    )
    transaction.commit()


def forgive(
    candidate: Candidate, visitor: Visitor, *, transaction: Transaction, now: datetime
) -> None:
    """Failures before the right password are forgotten; of an address, this try only.

    Behind one address may be a whole location: it is not locked out by logging in, and somebody
    who tries other people's passwords there does not start anew with each log-in of their own.
    """
    organisation_id = candidate.organisation_id
    limits.clear(
        candidate.own_bucket, organisation_id=organisation_id, transaction=transaction, now=now
    )
    limits.give_back(
        candidate.shared_buckets(visitor),
        organisation_id=organisation_id,
        transaction=transaction,
        now=now,
    )
    candidate.passwords.forget_failures(candidate.whose, transaction=transaction)


def _keys(account_id: str, device_id: str | None, organisation_id: str) -> Iterator[Key]:
    stored = PasswordStore(organisation_id, account_id)
    yield AccountStore(organisation_id).key(account_id)
    yield sessions.access_key(account_id, organisation_id=organisation_id)
    yield stored.key
    yield stored.failures_key(ANYBODY)
    if device_id:
        yield sessions.device_key(device_id, organisation_id=organisation_id, account_id=account_id)
        yield stored.failures_key(device_id)
