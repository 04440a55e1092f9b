"""What goes over the wire about codes, and what is shown before one is there."""

from datetime import datetime
from typing import Self

from msgspec import Struct

from chalicelib.accounts.second_factor import NewSecret
from chalicelib.core.callers import Caller
from chalicelib.factors.model import SecondFactor
from chalicelib.http.fields import Code, Password


class LoggedInView(Struct, frozen=True, kw_only=True):
    """Who needs a code shows it next; until then nobody is logged in."""

    code_needed: bool


class CodeShown(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code of an app, or one for recovery."""

    code: Code


class PasswordEntered(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who has a second factor shows a code as well."""

    password: Password
    code: Code | None = None


class SecondFactorView(Struct, frozen=True, kw_only=True):
    """Whether codes are asked for, since when, and how many recovery codes are left."""

    on_since: datetime | None
    recovery_codes_left: int

    @classmethod
    def of(cls, factor: SecondFactor | None, caller: Caller) -> Self:
        is_on = factor is not None and caller.has_second_factor
        return cls(
            on_since=factor.on_since if factor and is_on else None,
            recovery_codes_left=len(factor.recovery) if factor and is_on else 0,
        )


class SetUpView(Struct, frozen=True, kw_only=True):
    """A secret for an app: as text, as an address that opens an app, and as a drawing.

    `path` is what stands in the `d` of an SVG path, in a square of `size` by `size`.
    """

    secret: str
    address: str
    size: int
    path: str

    @classmethod
    def of(cls, new: NewSecret) -> Self:
        return cls(
            secret=new.secret, address=new.address, size=new.drawing.size, path=new.drawing.path
        )


class RecoveryCodesView(Struct, frozen=True, kw_only=True):
    """They are shown here and never again; each works once."""

    codes: list[str]
