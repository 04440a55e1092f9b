"""Rules as an administrator sends them: to be looked at, rehearsed or saved."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.http.fields import Day
from chalicelib.organisations.model import CareType
from chalicelib.policies.documents import PolicyRules
from chalicelib.policies.model import Policy
from chalicelib.policies.plain import policy_of

Version = Annotated[int, Meta(ge=0, le=1_000_000)]


class PolicyBody(PolicyRules, frozen=True, kw_only=True):
    """Rules from a day on; `version` is the latest that was read before, 0 before the first."""

    effective_from: Day
    version: Version

    def draft(self, care_type: CareType) -> Policy:
        """Return the next version as it would be, without an author yet."""
        what = msgspec.to_builtins(self)
        of_the_version = {"care_type": care_type, "version": self.version + 1, "author": ""}
        return policy_of({**what, **of_the_version})
