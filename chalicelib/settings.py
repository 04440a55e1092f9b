"""What the environment decides. Region and endpoints are not here: botocore reads those itself."""

import os
from functools import cache

from chalicelib.core.values import dataclass


@dataclass(frozen=True)
class Settings:
    """`address` is the address of an organisation's portal, with `{slug}` in it.

    `staff_need_factor` says whether colleagues must log in with a code as well, and
    `breached_passwords` where is asked which passwords were stolen elsewhere, or nothing.
    `horizon_months` is how far ahead the days of groups are written.
    """

    table: str
    uploads: str
    files: str
    secret: str
    queue_prefix: str
    address: str
    mail_from: str
    mail_events: str
    staff_need_factor: bool
    breached_passwords: str
    horizon_months: int


@cache
def settings() -> Settings:
    """:raises KeyError: with the name of the variable that is missing."""
    return Settings(
        table=os.environ["PORTAL_TABLE"],
        uploads=os.environ["PORTAL_UPLOADS"],
        files=os.environ["PORTAL_FILES"],
        secret=os.environ["PORTAL_SECRET"],
        queue_prefix=os.environ["PORTAL_QUEUE_PREFIX"],
        address=os.environ["PORTAL_ADDRESS"],
        mail_from=os.environ["PORTAL_MAIL_FROM"],
        mail_events=os.environ["PORTAL_MAIL_EVENTS"],
        staff_need_factor=os.environ["PORTAL_STAFF_SECOND_FACTOR"] != "optional",
        breached_passwords=os.environ["PORTAL_BREACHED_PASSWORDS"],
        horizon_months=int(os.environ["PORTAL_HORIZON_MONTHS"]),
    )
