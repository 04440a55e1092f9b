"""What other rooms do with second factors, in a transaction of theirs."""

from dataclasses import field
from datetime import datetime

from chalicelib.aws import secrets
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.values import dataclass
from chalicelib.factors import codes
from chalicelib.factors.model import (
    CODE_LIMITS,
    RECOVERY_CODES,
    SET_UP,
    NoSecondFactor,
    NothingToConfirm,
    SecondFactor,
    SetUp,
    WrongCode,
)
from chalicelib.factors.store import FactorStore
from chalicelib.limits import service as limits
from chalicelib.limits.model import Bucket

KEY = "second-factor"
RECOVERY_KEY = "recovery-codes"


@dataclass(frozen=True)
class Owner:
    """Whose second factor it is; what was read along is at hand."""

    organisation_id: str
    account_id: str
    at_hand: AtHand | None = field(default=None, compare=False, repr=False)

    @property
    def store(self) -> FactorStore:
        return FactorStore(self.organisation_id, self.account_id, at_hand=self.at_hand)

    def seal(self, secret: str) -> str:
        """Return the secret as it is kept: of no use without the key, nor for another account."""
        return secrets.seal(secret, KEY, self.organisation_id, self.account_id)

    def unseal(self, sealed: str) -> str:
        return secrets.unseal(sealed, KEY, self.organisation_id, self.account_id)

    def hash(self, recovery_code: str) -> str:
        code = codes.as_recovery_code(codes.tidy(recovery_code))
        return secrets.sign(RECOVERY_KEY, self.organisation_id, self.account_id, code)


def look(owner: Owner) -> SecondFactor | None:
    return owner.store.get()


def begin(owner: Owner, *, transaction: Transaction, now: datetime) -> str:
    """Return a new secret; what was on before stays on until a code of the new one is shown."""
    secret = codes.new_secret()
    set_up = SetUp(owner.seal(secret), now + SET_UP)
    owner.store.put_set_up(set_up, transaction=transaction)
    return secret


def confirm(owner: Owner, code: str, *, transaction: Transaction, now: datetime) -> list[str]:
    """Let the factor that was begun be on, and return its recovery codes, which nobody sees again.

    :raises NothingToConfirm: none was begun, or (on commit too) it is on, or too long ago.
    :raises WrongCode: it is not a code of the new secret.
    :raises TooOften: many codes were wrong.
    """
    set_up = owner.store.set_up()
    if set_up is None or now >= set_up.expires_at:
        raise NothingToConfirm
    count_try(owner, whose=owner.account_id, now=now)
    step = codes.step_of(codes.tidy(code), secret=owner.unseal(set_up.sealed), now=now)
    if step is None:
        raise WrongCode
    shown = _new_codes()
    owner.store.use_set_up(set_up, otherwise=NothingToConfirm(), transaction=transaction)
    factor = SecondFactor(set_up.sealed, now, step, frozenset(map(owner.hash, shown)))
    owner.store.put(factor, transaction=transaction)
    forgive_try(owner, whose=owner.account_id, transaction=transaction, now=now)
    return shown


def show(owner: Owner, code: str, *, whose: str, transaction: Transaction, now: datetime) -> None:
    """Count a try, and take a code of the app, or one for recovery; the transaction uses it up.

    `whose` tries count together: a known device has a bucket of its own.

    :raises WrongCode: it is none, or (on commit too) it was used before.
    :raises TooOften: many codes were wrong.
    """
    count_try(owner, whose=whose, now=now)
    take(owner, code, whose=whose, transaction=transaction, now=now)


def take(owner: Owner, code: str, *, whose: str, transaction: Transaction, now: datetime) -> None:
    """Take a code like `show`, for who has counted the try, in `tries_of`, with something else.

    :raises WrongCode: it is none, or (on commit too) it was used before.
    """
    factor, code = owner.store.get(), codes.tidy(code)
    if factor is None:
        raise WrongCode
    if codes.is_of_app(code):
        step = codes.step_of(code, secret=owner.unseal(factor.sealed), now=now)
        if step is None or step <= factor.last_step:
            raise WrongCode
        owner.store.take_step(step, factor, otherwise=WrongCode(), transaction=transaction)
    else:
        hashed = owner.hash(code)
        if hashed not in factor.recovery:
            raise WrongCode
        owner.store.use_recovery(hashed, otherwise=WrongCode(), transaction=transaction)
    forgive_try(owner, whose=whose, transaction=transaction, now=now)


def renew_codes(owner: Owner, *, transaction: Transaction) -> list[str]:
    """Return new recovery codes, which nobody sees again; those before are worth nothing.

    :raises NoSecondFactor: on commit, if there is none.
    """
    shown = _new_codes()
    hashes = frozenset(map(owner.hash, shown))
    owner.store.replace_recovery(hashes, otherwise=NoSecondFactor(), transaction=transaction)
    return shown


def turn_off(owner: Owner, *, transaction: Transaction) -> None:
    """:raises NoSecondFactor: on commit, if there is none."""
    owner.store.remove(otherwise=NoSecondFactor(), transaction=transaction)


def count_try(owner: Owner, *, whose: str, now: datetime) -> None:
    """Count it before the code is looked at, so that many at once do not slip through.

    :raises TooOften: there were 5 in five minutes, 20 in an hour or 50 in a day.
    """
    limits.hit_all(tries_of(whose), organisation_id=owner.organisation_id, now=now)


def forgive_try(owner: Owner, *, whose: str, transaction: Transaction, now: datetime) -> None:
    """Count failures only."""
    limits.give_back(
        tries_of(whose),
        organisation_id=owner.organisation_id,
        transaction=transaction,
        now=now,
    )


def tries_of(whose: str) -> list[Bucket]:
    """Return where tries of codes are counted."""
    return [Bucket(limit, whose) for limit in CODE_LIMITS]


def factor_key(account_id: str, *, organisation_id: str) -> Key:
    """Return where a second factor stands, for who reads it together with something else."""
    return FactorStore(organisation_id, account_id).key


def set_up_key(account_id: str, *, organisation_id: str) -> Key:
    """Return where one stands that was begun, for who reads it together with something else."""
    return FactorStore(organisation_id, account_id).set_up_key


def _new_codes() -> list[str]:
    return [codes.new_recovery_code() for _ in range(RECOVERY_CODES)]
