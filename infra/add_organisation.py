"""Add an organisation: `python -m infra.add_organisation zonnebloem --name ... --admin-email ...`.

Works on the stage that the environment leads to (PORTAL_* as in `infra/resources.yaml`, AWS_* as
always). The administrator gets a mail with an activation link, and does the rest in the portal.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from chalicelib.accounts import colleagues
from chalicelib.accounts.model import Person
from chalicelib.core import clock
from chalicelib.core.callers import Caller, Role
from chalicelib.core.errors import PortalError
from chalicelib.core.language import Language
from chalicelib.core.periods import Month, day_of
from chalicelib.http.texts import sentence
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Billing, Contact, HouseStyle, Organisation

ACTOR = "infra.add_organisation"
COLOUR = re.compile(r"#[0-9a-f]{6}")
SLUG = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")  # a label of a host name


def add(
    organisation: Organisation, *, admin: Person, now: datetime, logo: bytes | None = None
) -> None:
    """Write the organisation and invite its first administrator.

    :raises OrganisationExists: the slug is taken.
    :raises NotAnEmail: no mail can be sent to the administrator's address.
    :raises NotALogo, LogoTooLarge: the organisation is there, but without its logo.
    """
    organisations.add_organisation(organisation)
    operator = Caller(
        organisation_id=organisation.organisation_id,
        account_id=ACTOR,
        session_id=ACTOR,
        language=organisation.language,
        families={},
        staff_role=Role.OPERATOR,
    )
    colleagues.add_colleague(caller=operator, person=admin, now=now)
    if logo:
        organisations.set_logo(logo, by=operator, now=now)


def main(arguments: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    now, language = clock.now(), Language(given.language)
    admin = Person(
        email=given.admin_email,
        name=given.admin_name,
        language=language,
        staff_role=Role.ADMINISTRATOR,
    )
    try:
        add(_organisation(given, now), admin=admin, now=now, logo=given.logo)
    except PortalError as refusal:
        sys.stderr.write(f"{sentence(refusal, language)}\n")
        return 1
    sys.stdout.write(f"{organisations.origin_of(given.slug)} is there; the mail is on its way.\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.add_organisation", description=__doc__)
    parser.add_argument("slug", type=_slug, help="the first part of its address; never changes")
    for name in ("name", "email", "phone", "street", "postcode", "city", "iban", "creditor-id"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--admin-name", required=True)
    parser.add_argument("--admin-email", required=True)
    parser.add_argument("--colour", type=_colour, default="#2f6f5e", help="#rrggbb")
    parser.add_argument("--logo", type=_file, help="a PNG, JPEG or WebP")
    parser.add_argument("--language", default="nl", choices=[it.value for it in Language])
    return parser


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise argparse.ArgumentTypeError("small letters, digits and hyphens")
    return text


def _colour(text: str) -> str:
    if not COLOUR.fullmatch(text.lower()):
        raise argparse.ArgumentTypeError('not like "#2f6f5e"')
    return text.lower()


def _file(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{path} cannot be read") from error


def _organisation(given: argparse.Namespace, now: datetime) -> Organisation:
    return Organisation(
        organisation_id=given.slug,
        name=given.name,
        language=Language(given.language),
        house_style=HouseStyle(colour=given.colour),
        contact=Contact(given.email, given.phone, given.street, given.postcode, given.city),
        billing=Billing(iban=given.iban, creditor_id=given.creditor_id),
        first_care_period=Month.of(day_of(now)).next,
    )


if __name__ == "__main__":
    sys.exit(main())
