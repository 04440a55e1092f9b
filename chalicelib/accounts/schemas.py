"""What goes over the wire about accounts."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Literal, Self

from msgspec import Meta, Struct

from chalicelib.accounts.model import Account, AccountState, LinkState, PersonState, Purpose
from chalicelib.accounts.redeeming import LinkShown
from chalicelib.core.callers import Caller, Role, Standing
from chalicelib.core.language import Language
from chalicelib.core.pages import Page
from chalicelib.http.fields import Cursor, Email, Id, Ids, Name, Password, Token
from chalicelib.organisations.announcements import announcement_of
from chalicelib.organisations.model import Organisation
from chalicelib.sessions.model import Session

StaffRole = Literal["group_worker", "planner", "administrator"]
GroupIds = Annotated[list[Id], Meta(max_length=50)]


class LogIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`name` is an e-mail address or a user name."""

    name: Name
    password: Password
    remember: bool = False


class PasswordChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    current: Password
    new: Password


class EmailChangeRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: Email


class ProfileChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Name
    language: Language


class LinkPresented(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    token: Token


class NewPassword(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    token: Token
    password: Password


class LinkRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Name


class LinkRequestAgain(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A user name, or the token of a link that does not work any more."""

    name: Name | None = None
    token: Token | None = None

    def __post_init__(self) -> None:
        if (self.name is None) == (self.token is None):
            raise ValueError("Either a name or a token")


class NewColleague(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Name
    email: Email
    language: Language
    role: StaffRole
    group_ids: GroupIds


class ColleagueChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without a role somebody is no colleague any more; who is disabled cannot log in at all."""

    role: StaffRole | None
    group_ids: GroupIds
    disabled: bool


class ColleagueQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Cursor | None = None


class PeopleQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """At most a hundred ids, with commas between them."""

    account_ids: Ids


class PublicOrganisationView(Struct, frozen=True, kw_only=True):
    """What anybody may know; the announcement is about the move from the old portal.

    `logo` is a path at this address.
    """

    slug: str
    name: str
    language: Language
    colour: str
    logo: str | None
    email: str
    phone: str
    announcement: str | None
    old_portal_until: date | None

    @classmethod
    def of(cls, organisation: Organisation, *, language: Language, today: date) -> Self:
        return cls(
            slug=organisation.organisation_id,
            name=organisation.name,
            language=organisation.language,
            colour=organisation.house_style.colour,
            logo=organisation.house_style.logo_path,
            email=organisation.contact.email,
            phone=organisation.contact.phone,
            announcement=announcement_of(organisation, language=language, today=today),
            old_portal_until=organisation.old_portal_until,
        )


class FamilyRoleView(Struct, frozen=True, kw_only=True):
    family_id: str
    role: Role


class MeView(Struct, frozen=True, kw_only=True):
    """Who is signed in. `user_names` are what one can log in with, the e-mail address first.

    Who must set up a second factor can do nothing else until then.
    """

    account_id: str
    name: str
    user_names: list[str]
    language: Language
    roles: list[Role]
    staff_role: Role | None
    group_ids: list[str]
    families: list[FamilyRoleView]
    second_factor: bool
    must_set_up: bool

    @classmethod
    def of(cls, account: Account, caller: Caller) -> Self:
        families = sorted(caller.families.items())
        return cls(
            account_id=account.account_id,
            name=account.name,
            user_names=list(account.user_names),
            language=account.language,
            roles=sorted(caller.roles),
            staff_role=caller.staff_role,
            group_ids=sorted(caller.group_ids),
            families=[FamilyRoleView(family_id=each, role=role) for each, role in families],
            second_factor=caller.has_second_factor,
            must_set_up=caller.standing is Standing.SETTING_UP,
        )


class SessionView(Struct, frozen=True, kw_only=True):
    session_id: str
    device: str
    opened_at: datetime
    seen_at: datetime
    is_current: bool

    @classmethod
    def of(cls, session: Session, *, current: str) -> Self:
        return cls(
            session_id=session.session_id,
            device=session.device,
            opened_at=session.opened_at,
            seen_at=session.seen_at,
            is_current=session.session_id == current,
        )


class SessionListView(Struct, frozen=True, kw_only=True):
    sessions: list[SessionView]

    @classmethod
    def of(cls, sessions: Iterable[Session], *, current: str) -> Self:
        return cls(sessions=[SessionView.of(each, current=current) for each in sessions])


class LinkStateView(Struct, frozen=True, kw_only=True):
    """`user_name` is masked, and nothing is told of a link that is not ours."""

    state: LinkState
    purpose: Purpose | None
    user_name: str | None

    @classmethod
    def of(cls, shown: LinkShown) -> Self:
        return cls(state=shown.state, purpose=shown.purpose, user_name=shown.user_name)


class LinkSentView(Struct, frozen=True, kw_only=True):
    """Whom to ask if no mail comes, and nothing about whether one was sent."""

    phone: str
    email: str

    @classmethod
    def of(cls, organisation: Organisation) -> Self:
        return cls(phone=organisation.contact.phone, email=organisation.contact.email)


class ActivatedView(Struct, frozen=True, kw_only=True):
    signed_in: bool


class EmailConfirmedView(Struct, frozen=True, kw_only=True):
    email: str


class PersonStateView(Struct, frozen=True, kw_only=True):
    """How far somebody has come; `letter` is what became of the last mail with a link."""

    account_id: str
    name: str
    email: str
    state: AccountState
    since: datetime
    letter: str | None
    letter_at: datetime | None

    @classmethod
    def of(cls, person: PersonState) -> Self:
        return cls(
            account_id=person.account_id,
            name=person.name,
            email=person.email,
            state=person.state,
            since=person.since,
            letter=person.letter,
            letter_at=person.letter_at,
        )


class PersonStateListView(Struct, frozen=True, kw_only=True):
    """In no order; who is not there is left out."""

    people: list[PersonStateView]


class ColleagueView(Struct, frozen=True, kw_only=True):
    person: PersonStateView
    role: Role | None
    group_ids: list[str]
    disabled: bool

    @classmethod
    def of(cls, account: Account) -> Self:
        return cls(
            person=PersonStateView.of(PersonState.of(account)),
            role=account.staff_role,
            group_ids=sorted(account.group_ids),
            disabled=account.is_disabled,
        )


class ColleagueListView(Struct, frozen=True, kw_only=True):
    colleagues: list[ColleagueView]
    next: str | None

    @classmethod
    def of(cls, page: Page[Account], *, cursor: str | None) -> Self:
        return cls(colleagues=[ColleagueView.of(each) for each in page.items], next=cursor)
