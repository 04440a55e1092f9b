"""Whose account it is, when families are imported once, twice, corrected and moved."""

import pytest

from chalicelib.accounts import service
from chalicelib.accounts.login_store import LoginStore
from chalicelib.accounts.model import AccountState, NotAnEmail
from chalicelib.accounts.planning import plan_account
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.language import Language
from chalicelib.sessions import service as sessions
from tests.accounts.builders import a_colleague, a_person, an_account
from tests.aws_events import requests_to_the_table
from tests.builders import ORGANISATION, an_organisation
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def organisation():
    an_organisation()


def access(account_id):
    return sessions.access_of(organisation_id=ORGANISATION, account_id=account_id)


def account(account_id):
    return service.account_of(account_id, organisation_id=ORGANISATION)


def invite(account_id, **what):
    return service.invite(account_id=account_id, organisation_id=ORGANISATION, now=NOW, **what)


def test_a_parent_gets_an_account_with_two_log_in_names_and_one_family():
    anna = an_account(a_person())

    assert account(anna).user_names == ("anna@voorbeeld.example", "10001")
    assert access(anna).families == {"jansen": Role.PARENT}


def test_planning_the_same_person_again_writes_nothing():
    anna = an_account(a_person())
    transaction = Transaction()

    again = plan_account(a_person(), organisation_id=ORGANISATION, transaction=transaction, now=NOW)

    assert (again, len(transaction)) == (anna, 0)


@pytest.mark.parametrize("email", ["ANNA@Voorbeeld.example", " anna@voorbeeld.example "])
def test_an_address_is_one_person_however_it_is_written(email):
    anna = an_account(a_person())

    assert an_account(a_person(email, families={"de-wit": Role.PAYER})) == anna
    assert access(anna).families == {"jansen": Role.PARENT, "de-wit": Role.PAYER}


def test_a_parent_of_two_families_logs_in_with_either_number_and_sessions_go_on():
    anna = an_account(a_person())
    before = access(anna)

    an_account(a_person(login_name="20002", families={"bakker": Role.PARENT}))

    assert account(anna).login_names == ("10001", "20002")
    assert access(anna).generation == before.generation + 1
    assert access(anna).ended_generation == before.ended_generation


def test_a_colleague_whose_child_comes_here_has_one_account():
    anna = an_account(a_person())

    an_account(a_colleague("anna@voorbeeld.example", group_ids=frozenset({"ladybirds"})))

    assert access(anna).caller("s").roles == {Role.PARENT, Role.PLANNER}
    assert access(anna).group_ids == {"ladybirds"}


def test_the_same_address_at_another_organisation_is_another_account():
    an_organisation("madelief")

    assert an_account(a_person()) != an_account(a_person(), organisation_id="madelief")


def test_a_mistyped_address_is_corrected_and_invited_again():
    anna = an_account(a_person("ana@voorbeeld.example", name="Ana"))
    assert invite(anna)

    assert an_account(a_person("anna@voorbeeld.example", name="Anna Jansen")) == anna

    corrected = account(anna)
    assert (corrected.email, corrected.name) == ("anna@voorbeeld.example", "Anna Jansen")
    assert (corrected.links, corrected.credentials) == ({}, 2)
    assert invite(anna)


def test_two_at_once_make_one_account():
    first, second = Transaction(), Transaction()
    for transaction in (first, second):
        plan_account(a_person(), organisation_id=ORGANISATION, transaction=transaction, now=NOW)

    first.commit()
    with pytest.raises(Busy):
        second.commit()


@pytest.mark.parametrize(
    "email",
    [
        "",
        "@",
        "anna",
        "anna@nl",
        "anna@@voorbeeld.example",
        "anna jansen@voorbeeld.example",
        "anna@voorbeeld.example\nBcc: x@y.example",
        "änna@voorbeeld.example",
        "a" * 250 + "@b.example",
        "李@例.中国",
    ],
)
def test_an_address_that_takes_no_mail_is_refused(email):
    with pytest.raises(NotAnEmail):
        an_account(a_person(email))


def test_who_is_invited_is_mailed_once():
    anna = an_account(a_person())

    assert [invite(anna), invite(anna), invite(anna, again=True)] == [True, False, True]


def test_who_has_nothing_to_see_is_not_invited():
    anna = an_account(a_person())
    transaction = Transaction()
    service.end_family_access(
        account_id=anna, family_id="jansen", organisation_id=ORGANISATION, transaction=transaction
    )
    transaction.commit()

    assert access(anna).families == {}
    assert not invite(anna)


def test_ending_what_has_ended_writes_nothing():
    anna = an_account(a_person())
    transaction = Transaction()

    service.end_family_access(
        account_id=anna, family_id="bakker", organisation_id=ORGANISATION, transaction=transaction
    )

    assert len(transaction) == 0


def test_an_account_of_another_organisation_is_not_there():
    an_organisation("madelief")
    anna = an_account(a_person(), organisation_id="madelief")

    with pytest.raises(NotFound):
        account(anna)
    assert service.people_of([anna], organisation_id=ORGANISATION) == {}


def test_letters_go_to_everybody_but_who_is_switched_off():
    anna = an_account(a_person(language=Language.EN))
    petra = an_account(a_colleague())
    transaction = Transaction()
    service.change_staff_role(
        account_id=petra,
        staff_role=None,
        group_ids=frozenset(),
        is_disabled=True,
        organisation_id=ORGANISATION,
        transaction=transaction,
    )
    transaction.commit()

    found = service.addressees_of([anna, petra, "nobody"], organisation_id=ORGANISATION)

    assert {it: (to.email, to.language) for it, to in found.items()} == {
        anna: ("anna@voorbeeld.example", Language.EN)
    }


def test_a_list_of_people_costs_one_request_however_long():
    ids = [an_account(a_person(f"a{n}@b.example", login_name=f"{n}")) for n in range(5)]
    invite(ids[0])

    with requests_to_the_table() as sent:
        found = service.people_of(ids, organisation_id=ORGANISATION)

    assert sent == ["BatchGetItem"]
    assert [found[it].state for it in ids[:2]] == [AccountState.INVITED, AccountState.NOT_INVITED]


def test_staff_are_listed_by_name_and_parents_are_not():
    an_account(a_person())
    an_account(a_colleague("z@b.example", name="Zoë " * 40))
    an_account(a_colleague("a@b.example", name="aisha"))

    found = service.staff_of(ORGANISATION)

    assert [it.email for it in found.items] == ["a@b.example", "z@b.example"]


def test_a_name_in_letters_that_grow_does_not_break_the_list():
    an_account(a_colleague(name="\ufdfa" * 200))

    assert len(service.staff_of(ORGANISATION).items) == 1


def test_a_log_in_name_cannot_be_read_from_its_key():
    key = LoginStore(ORGANISATION).hash_of("anna@voorbeeld.example")

    assert key == LoginStore(ORGANISATION).hash_of("ＡNNA@voorbeeld.example")
    assert key != LoginStore("madelief").hash_of("anna@voorbeeld.example")
