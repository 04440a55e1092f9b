"""An organisation in which there is something of every kind, and somebody of every kind to ask.

Every text in it carries the organisation's word, which occurs nowhere else: so it can be seen
where a text of one organisation turns up at another.
"""

import zlib
from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib.aws import files
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.core.language import Language
from chalicelib.credits import service as credits_
from chalicelib.credits.model import Cause, Why
from chalicelib.families import service as families
from chalicelib.families.care import Allergies, Contacts, EmergencyContact
from chalicelib.families.model import Child, ParentPerson
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Contact
from chalicelib.photos.model import Kept, Photo
from chalicelib.photos.store import PhotoStore
from chalicelib.settings import settings
from tests.accounts.builders import a_colleague, a_person, an_account
from tests.bookings.builders import a_contract, contracts, fill
from tests.browser import Browser
from tests.builders import LADYBIRDS, NORTH, an_organisation
from tests.conftest import NOW, client
from tests.credits.builders import a_grant
from tests.families.builders import DEBIT, a_child, a_family, a_parent
from tests.imports.builders import Export
from tests.journeys.every_route.work import work_off
from tests.photos.builders import a_picture
from tests.reports.builders import publish, writing

WORDS = {"zonnebloem": "Kwikstaart", "madelief": "Roerdomp"}
NUMBERS = {"zonnebloem": "51372946", "madelief": "83926417"}
IBANS = {"zonnebloem": "NL02ABNA0123456789", "madelief": "NL20INGB0001234567"}
STAFF = {
    "worker": Role.GROUP_WORKER,
    "worker+": Role.GROUP_WORKER,
    "away": Role.GROUP_WORKER,
    "planner": Role.PLANNER,
    "planner+": Role.PLANNER,
    "admin": Role.ADMINISTRATOR,
    "off": Role.ADMINISTRATOR,
    "operator": Role.OPERATOR,
}
FAMILY = {
    "parent": Role.PARENT,
    "second": Role.PARENT,
    "ended": Role.PARENT,
    "payer": Role.PAYER,
}
PLACES = {"own": "near", "other": "far"}
QUIET = ("exports", "imports", "invoices")  # mails take most of the time
ASKED = date(2026, 11, 12)
FREE = date(2026, 11, 19)
CLOSED = date(2026, 12, 25)
MONTH = "2026-12"
Ids = dict[str, str]


class Town:
    """One organisation; `own` and `other` are two families in it, in a group each.

    A third one has parents who work here as well.

    `ids` are of their things, by the name they have in paths; `accounts` are those of the callers
    in the table of who may do what.
    """

    def __init__(self, browser: Any, organisation_id: str) -> None:
        self.browser = browser
        self.organisation_id = organisation_id
        self.word = WORDS[organisation_id]
        self.ids: dict[str, Ids] = {it: {} for it in PLACES}
        self.accounts: dict[str, str] = {}

    def build(self, *, is_busy: bool = False) -> "Town":
        """Let it be there; in a busy one every errand is done, mails included."""
        self._found()
        self._hire()
        self._settle("third", **{"worker+": Role.PARENT, "planner+": Role.PARENT})
        self._settle("other", other=Role.PARENT)
        self._settle("own", **FAMILY)
        for which in self.ids:
            self.ids[which]["colleague_id"] = self.accounts["worker" if which == "own" else "away"]
            self._book(which)
            self._talk(which)
            self._photograph(which)
            self._ask_archive(which)
        self.ids["own"]["import_id"] = self.import_lists(f"Fam. {self.word}")
        self._start_billing()
        work_off(self.organisation_id, *(() if is_busy else QUIET))
        return self

    def signed_in(self, name: str) -> Browser:
        """A browser in which one of the callers, or one of the mixed ones, is signed in."""
        browser: Browser = self.browser(self.organisation_id)
        return browser.signed_in(account_id=self.accounts[name])

    def email(self, name: str) -> str:
        return f"{name.replace('+', '-too')}@{self.word.lower()}.example"

    def group_id(self, which: str) -> str:
        return f"{PLACES[which]}-{self.word.lower()}"

    @property
    def phone(self) -> str:
        return f"06-{NUMBERS[self.organisation_id]}"

    def _found(self) -> None:
        word, org = self.word, self.organisation_id
        location = replace(NORTH, name=f"{word}huis", street=f"{word}weg 1", city=f"{word}stad")
        groups = [
            replace(LADYBIRDS, group_id=self.group_id(it), name=f"{word}s {place}")
            for it, place in PLACES.items()
        ]
        an_organisation(
            org,
            groups=tuple(groups),
            name=f"Opvang {word}",
            contact=Contact(self.email("info"), self.phone, f"{word}weg 1", "2022 DA", word),
            announcements=dict.fromkeys(Language, f"{word} is dicht"),
        )
        transaction = Transaction()
        organisations.put_location(location, organisation_id=org, transaction=transaction)
        transaction.commit()
        organisations.forget()

    def _hire(self) -> None:
        for name, role in STAFF.items():
            groups = {self.group_id("other" if name == "away" else "own")}
            person = a_colleague(
                self.email(name),
                role=role,
                name=f"{name} {self.word}",
                group_ids=frozenset(groups) if role is Role.GROUP_WORKER else frozenset(),
                families={self._family_id("third"): Role.PARENT} if "+" in name else {},
            )
            self.accounts[name] = an_account(person, organisation_id=self.organisation_id)

    def _settle(self, which: str, **people: Role) -> None:
        """A family with one child, and these people; who is called `ended` was a parent."""
        family = a_family(
            which,
            organisation_id=self.organisation_id,
            name=f"Fam. {self.word}",
            street=f"{self.word}laan 1",
            city=f"{self.word}stad",
            payment=replace(DEBIT, iban=IBANS[self.organisation_id], mandate_reference=self.word),
            parents=tuple(
                self._parent(name, role, which, number)
                for number, (name, role) in enumerate(people.items(), start=1)
            ),
            children=(self._child(which),),
        )
        if which in self.ids:
            self.ids[which] |= {
                "group_id": self.group_id(which),
                "account_id": family.parents[0].account_id or "",
                "family_id": family.family_id,
                "child_id": family.children[0].child_id,
                "contract_id": f"contract-of-{family.children[0].child_id}",
                "parent_id": family.parents[0].parent_id,
            }

    def _parent(self, name: str, role: Role, which: str, position: int) -> ParentPerson:
        person = a_person(
            self.email(name),
            name=f"{name} {self.word}",
            login_name=f"{which}-{position}",
            families={self._family_id(which): role},
        )
        account_id = self.accounts.get(name) or an_account(
            person, organisation_id=self.organisation_id
        )
        self.accounts[name] = account_id
        return a_parent(
            name,
            parent_id=f"{name}-{self.word.lower()}",
            last_name=self.word,
            account_id=account_id,
            email=self.email(name),
            phone=self.phone,
            position=position,
            role=role,
            care_until=NOW.date() if name == "ended" else None,
        )

    def _child(self, which: str) -> Child:
        contact = EmergencyContact(f"Opa {self.word}", self.phone, f"opa {self.word}")
        return a_child(
            f"Saar {which}",
            last_name=self.word,
            number=f"K-{which}",
            group_ids=frozenset({self.group_id(which)} if which in PLACES else ()),
            allergies=Allergies(f"{self.word}noten", 1),
            contacts=Contacts(emergency=(contact,), pick_up=(), version=1),
        )

    def _family_id(self, which: str) -> str:
        return families.family_id_for(which, organisation_id=self.organisation_id)

    def _book(self, which: str) -> None:
        ids, org = self.ids[which], self.organisation_id
        child_id = ids["child_id"]
        group_id = self.group_id(which)
        contracts(a_contract(child_id, group_id=group_id), organisation_id=org)
        transaction = Transaction()
        cause = Cause(Why.IMPORTED, text=f"afmelding {self.word}")
        credit = a_grant(child_id=child_id, cause=cause, hours="21")
        credits_.plan_credits([credit], organisation_id=org, transaction=transaction)
        transaction.commit()
        fill(ASKED, FREE, group_id=group_id, organisation_id=org)
        day = {"day": ASKED.isoformat()}
        asked = self._parent_of(which).post(f"/children/{child_id}/requests", day)
        ids["request_id"] = asked.body["request_id"]
        colleague = self._colleague_of(which)
        publish(colleague, child_id, text=f"{self.word} at goed")
        path = f"/staff/children/{child_id}/reports/2026-11-01"
        assert colleague.put(path, writing(text=f"{self.word} sliep")).status == 200

    def _talk(self, which: str) -> None:
        ids, parent = self.ids[which], self._parent_of(which)
        about = {"about": "group", "group_id": ids["group_id"]}
        question = {**about, "subject": f"Laarzen {self.word}", "text": f"Hoi {self.word}"}
        asked = parent.post(f"/families/{ids['family_id']}/conversations", question)
        ids["conversation_id"] = asked.body["conversation_id"]
        path = f"/staff/conversations/{ids['conversation_id']}/messages"
        assert self._colleague_of(which).post(path, {"text": f"Ja {self.word}"}).status == 201

    def _photograph(self, which: str) -> None:
        """A photo as the job has kept it."""
        ids, data, org = self.ids[which], a_picture(), self.organisation_id
        folder = f"photos/{org}/photo-{which}-of-{org}/0"
        etag = files.write(f"{folder}/original.jpg", data, content_type="image/jpeg")
        kept = Kept(folder, "image/jpeg", NOW, 320, 240, len(data), zlib.crc32(data), etag)
        ids["photo_id"] = f"photo-{which}-of-{org}"
        photo = Photo(
            ids["photo_id"],
            ids["group_id"],
            (ids["child_id"],),
            f"{self.word} buiten",
            NOW,
            self.accounts["worker"],
            kept=kept,
        )
        transaction = Transaction()
        PhotoStore(org).put(photo, instead_of=None, transaction=transaction)
        transaction.commit()

    def _ask_archive(self, which: str) -> None:
        ids = self.ids[which]
        asked = self._parent_of(which).post(f"/families/{ids['family_id']}/exports", {})
        assert asked.status == 201, asked
        ids["export_id"] = asked.body["export_id"]

    def import_lists(self, family_name: str) -> str:
        """Return the id of an upload with a finding in it, that is to be checked."""
        planner, word = self.signed_in("planner"), self.word
        lists = Export().change("gezinnen", naam=family_name, debiteurnummer="88001")
        lists.change("ouders", voornaam=word, e_mail=f"{word}@nergens.example")
        lists.change("tegoeden", reden=word, kindnummer=word)
        given = [replace(it, name=f"{word}-{it.name}") for it in lists.files()]
        asked = {"files": [{"name": it.name, "size": len(it.data)} for it in given]}
        answer = planner.post("/staff/imports/uploads", asked).body
        for form, file in zip(answer["forms"], given, strict=True):
            key = form["fields"]["key"]
            client("s3").put_object(Bucket=settings().uploads, Key=key, Body=file.data)
        import_id: str = answer["import_id"]
        assert planner.post(f"/staff/imports/{import_id}/check").status == 202
        return import_id

    def _start_billing(self) -> None:
        planner = self.signed_in("planner")
        assert planner.post("/staff/invoice-runs", {"month": MONTH}).status == 201
        assert planner.post("/staff/invitations/wave").status == 202
        closed = {"day": CLOSED.isoformat(), "reason": f"Kerst {self.word}"}
        assert planner.post("/staff/closing-days", closed).status == 201
        for ids in self.ids.values():
            ids["invoice_id"] = MONTH

    def _parent_of(self, which: str) -> Browser:
        return self.signed_in("parent" if which == "own" else "other")

    def _colleague_of(self, which: str) -> Browser:
        return self.signed_in("worker" if which == "own" else "away")
