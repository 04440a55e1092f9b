"""Accounts' access, sessions and remember-me chains in DynamoDB.

pk                             sk                    what
ORG#<org>#ACCOUNT#<account>    ACCESS                what the account may reach now
ORG#<org>#ACCOUNT#<account>    SESSION#<hash>        one session (ttl)
ORG#<org>#ACCOUNT#<account>    HALF-OPEN#<hash>      a log-in that waits for its code (ttl)
ORG#<org>#ACCOUNT#<account>    REMEMBER#<chain>      one remember-me chain (ttl)
ORG#<org>#ACCOUNT#<account>    DEVICE#<device>       a device that has logged in before (ttl)
"""

from collections.abc import Iterable
from datetime import datetime

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import UpdateError

from chalicelib.aws.table import (
    Item,
    find,
    find_along,
    find_together,
    is_being_changed,
    is_condition_failed,
    key_of,
)
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.callers import Role
from chalicelib.core.errors import Busy, PortalError
from chalicelib.core.language import Language
from chalicelib.sessions.model import GRACE, REMEMBERED, Access, HalfOpen, Remembered, Session


class _AccessItem(Item):
    language = UnicodeAttribute()
    families = JSONAttribute()
    staff_role = UnicodeAttribute(null=True)
    group_ids = JSONAttribute()
    generation = NumberAttribute()
    ended_generation = NumberAttribute()
    is_disabled = BooleanAttribute(default=False)
    has_second_factor = BooleanAttribute(default=False)


class _SessionItem(Item):
    generation = NumberAttribute()
    opened_at = UTCDateTimeAttribute()
    seen_at = UTCDateTimeAttribute()
    authenticated_at = UTCDateTimeAttribute(null=True)
    device = UnicodeAttribute()
    chain_id = UnicodeAttribute(null=True)


class _HalfOpenItem(Item):
    generation = NumberAttribute()
    remember = BooleanAttribute()
    known_device = UnicodeAttribute(null=True)
    expires_at = UTCDateTimeAttribute()


class _RememberItem(Item):
    generation = NumberAttribute()
    current = UnicodeSetAttribute()
    previous = UnicodeSetAttribute(null=True)
    rotated_at = UTCDateTimeAttribute()
    expires_at = UTCDateTimeAttribute()
    device_id = UnicodeAttribute()


class _DeviceItem(Item):
    first_seen_at = UTCDateTimeAttribute()


class SessionStore:
    """The sessions of one account of one organisation."""

    def __init__(
        self, organisation_id: str, account_id: str, *, at_hand: AtHand | None = None
    ) -> None:
        self._org, self._account = organisation_id, account_id
        self._pk = f"ORG#{organisation_id}#ACCOUNT#{account_id}"
        self._at_hand = at_hand

    @property
    def access_key(self) -> Key:
        return self._pk, "ACCESS"

    def access(self) -> Access | None:
        item = find(_AccessItem(self._pk, "ACCESS"), at_hand=self._at_hand)
        return self._access(item) if item else None

    def put_access(
        self, access: Access, *, earlier: Access | None, transaction: Transaction
    ) -> None:
        """Write it if `earlier` (None: nothing) is what stands there at that moment.

        :raises Busy: on commit, if somebody else changed it meanwhile.
        """
        item = _AccessItem(self._pk, "ACCESS")
        item.language = access.language.value
        item.families = {family: role.value for family, role in access.families.items()}
        item.staff_role = access.staff_role.value if access.staff_role else None
        item.group_ids = sorted(access.group_ids)
        item.generation = access.generation
        item.ended_generation = access.ended_generation
        item.is_disabled = access.is_disabled
        item.has_second_factor = access.has_second_factor
        is_unchanged = (
            _AccessItem.generation == earlier.generation
            if earlier
            else _AccessItem.pk.does_not_exist()
        )
        transaction.put(item, condition=is_unchanged, otherwise=Busy())

    def check_access(
        self, access: Access, *, otherwise: PortalError, transaction: Transaction
    ) -> None:
        """Insist that the account is still of this generation."""
        transaction.check(
            _AccessItem(self._pk, "ACCESS"),
            condition=_AccessItem.generation == access.generation,
            otherwise=otherwise,
        )

    def session(self, hashed: str) -> Session | None:
        item = find(_SessionItem(self._pk, f"SESSION#{hashed}"), at_hand=self._at_hand)
        return _session(item) if item else None

    def session_along(
        self, hashed: str, along: Iterable[Key]
    ) -> tuple[Session | None, Access | None, AtHand]:
        """Return the session, what the account may reach, and at hand all that was read with them.

        What is under the keys of `along` is read in the same request.
        """
        (session, access), at_hand = find_along(
            _SessionItem(self._pk, f"SESSION#{hashed}"),
            _AccessItem(self._pk, "ACCESS"),
            along=along,
        )
        return (
            _session(session) if isinstance(session, _SessionItem) else None,
            self._access(access) if isinstance(access, _AccessItem) else None,
            at_hand,
        )

    def sessions(self) -> list[Session]:
        """Return all that are still there, also those that are over."""
        found = _SessionItem.query(
            self._pk, _SessionItem.sk.startswith("SESSION#"), consistent_read=True
        )
        return [_session(item) for item in found]

    def put_session(
        self, session: Session, expires_at: datetime, *, transaction: Transaction
    ) -> None:
        transaction.put(
            _SessionItem(
                self._pk,
                f"SESSION#{session.session_id}",
                ttl=expires_at,
                generation=session.generation,
                opened_at=session.opened_at,
                seen_at=session.seen_at,
                authenticated_at=session.authenticated_at,
                device=session.device,
                chain_id=session.chain_id,
            )
        )

    def mark_seen(self, session_id: str, now: datetime) -> None:
        item = _SessionItem(self._pk, f"SESSION#{session_id}")
        try:
            item.update([_SessionItem.seen_at.set(now)], condition=_SessionItem.pk.exists())
        except UpdateError as error:  # it is being ended, or was a moment ago, and stays so
            if not (is_condition_failed(error) or is_being_changed(error)):
                raise

    def mark_authenticated(
        self, session_id: str, now: datetime, *, otherwise: PortalError, transaction: Transaction
    ) -> None:
        transaction.update(
            _SessionItem(self._pk, f"SESSION#{session_id}"),
            [_SessionItem.authenticated_at.set(now)],
            condition=_SessionItem.pk.exists(),
            otherwise=otherwise,
        )

    def remove_session(self, session_id: str, *, transaction: Transaction) -> None:
        transaction.delete(_SessionItem(self._pk, f"SESSION#{session_id}"))

    def chain_key(self, chain_id: str) -> Key:
        return key_of(self._chain(chain_id))

    def remembered(self, chain_id: str) -> tuple[Remembered | None, Access | None]:
        chain, access = find_together(
            self._chain(chain_id), _AccessItem(self._pk, "ACCESS"), at_hand=self._at_hand
        )
        return (
            _remembered(chain) if isinstance(chain, _RememberItem) else None,
            self._access(access) if isinstance(access, _AccessItem) else None,
        )

    def put_remembered(self, chain: Remembered, *, transaction: Transaction) -> None:
        transaction.put(
            _RememberItem(
                self._pk,
                f"REMEMBER#{chain.chain_id}",
                ttl=chain.expires_at,
                generation=chain.generation,
                current=chain.current,
                previous=chain.previous or None,
                rotated_at=chain.rotated_at,
                expires_at=chain.expires_at,
                device_id=chain.device_id,
            )
        )

    def rotate(
        self, chain_id: str, used: str, *, to: str, now: datetime, transaction: Transaction
    ) -> None:
        """Put a token in the place of the current ones, of which one was used.

        :raises Busy: on commit, if another tab was first.
        """
        transaction.update(
            self._chain(chain_id),
            [
                _RememberItem.previous.set(_RememberItem.current),
                _RememberItem.current.set({to}),
                _RememberItem.rotated_at.set(now),
                _RememberItem.expires_at.set(now + REMEMBERED),
                _RememberItem.ttl.set(now + REMEMBERED + GRACE),
            ],
            condition=_RememberItem.current.contains(used),
            otherwise=Busy(),
        )

    def add_beside(self, chain_id: str, used: str, *, to: str, transaction: Transaction) -> None:
        """Let a token be as good as the current ones, for who used one that was just replaced.

        :raises Busy: on commit, if the chain went on meanwhile.
        """
        transaction.update(
            self._chain(chain_id),
            [_RememberItem.current.add({to})],
            condition=_RememberItem.previous.contains(used),
            otherwise=Busy(),
        )

    def remove_remembered(self, chain_id: str, *, transaction: Transaction) -> None:
        transaction.delete(self._chain(chain_id))

    def _chain(self, chain_id: str) -> _RememberItem:
        return _RememberItem(self._pk, f"REMEMBER#{chain_id}")

    def half_open_along(
        self, hashed: str, along: Iterable[Key]
    ) -> tuple[HalfOpen | None, Access | None, AtHand]:
        """Return the log-in and the access of its account, and at hand all that was read along."""
        (log_in, access), at_hand = find_along(
            _HalfOpenItem(self._pk, f"HALF-OPEN#{hashed}"),
            _AccessItem(self._pk, "ACCESS"),
            along=along,
        )
        return (
            _half_open(log_in) if isinstance(log_in, _HalfOpenItem) else None,
            self._access(access) if isinstance(access, _AccessItem) else None,
            at_hand,
        )

    def put_half_open(self, log_in: HalfOpen, *, transaction: Transaction) -> None:
        transaction.put(
            _HalfOpenItem(
                self._pk,
                f"HALF-OPEN#{log_in.hashed}",
                ttl=log_in.expires_at,
                generation=log_in.generation,
                remember=log_in.remember,
                known_device=log_in.known_device,
                expires_at=log_in.expires_at,
            )
        )

    def use_half_open(
        self, log_in: HalfOpen, *, otherwise: PortalError, transaction: Transaction
    ) -> None:
        item = _HalfOpenItem(self._pk, f"HALF-OPEN#{log_in.hashed}")
        transaction.delete(item, condition=_HalfOpenItem.pk.exists(), otherwise=otherwise)

    def device_key(self, device_id: str) -> Key:
        return key_of(self._device(device_id))

    def knows_device(self, device_id: str) -> bool:
        return find(self._device(device_id), at_hand=self._at_hand) is not None

    def put_device(
        self, device_id: str, *, now: datetime, until: datetime, transaction: Transaction
    ) -> None:
        """Remember the device until then; one that is known stays as it is."""
        first_seen_at, ttl = _DeviceItem.first_seen_at, _DeviceItem.ttl
        transaction.update(
            self._device(device_id),
            [first_seen_at.set(first_seen_at | now), ttl.set(ttl | until)],
        )

    def _device(self, device_id: str) -> _DeviceItem:
        return _DeviceItem(self._pk, f"DEVICE#{device_id}")

    def _access(self, item: _AccessItem) -> Access:
        return Access(
            organisation_id=self._org,
            account_id=self._account,
            language=Language(item.language),
            families={family: Role(role) for family, role in item.families.items()},
            staff_role=Role(item.staff_role) if item.staff_role else None,
            group_ids=frozenset(item.group_ids),
            generation=int(item.generation),
            ended_generation=int(item.ended_generation),
            is_disabled=item.is_disabled,
            has_second_factor=item.has_second_factor,
        )


def _session(item: _SessionItem) -> Session:
    return Session(
        session_id=item.sk.removeprefix("SESSION#"),
        generation=int(item.generation),
        opened_at=item.opened_at,
        seen_at=item.seen_at,
        authenticated_at=item.authenticated_at,
        device=item.device,
        chain_id=item.chain_id,
    )


def _half_open(item: _HalfOpenItem) -> HalfOpen:
    return HalfOpen(
        hashed=item.sk.removeprefix("HALF-OPEN#"),
        generation=int(item.generation),
        remember=item.remember,
        known_device=item.known_device,
        expires_at=item.expires_at,
    )


def _remembered(item: _RememberItem) -> Remembered:
    return Remembered(
        chain_id=item.sk.removeprefix("REMEMBER#"),
        generation=int(item.generation),
        current=frozenset(item.current),
        previous=frozenset(item.previous or ()),
        rotated_at=item.rotated_at,
        expires_at=item.expires_at,
        device_id=item.device_id,
    )
