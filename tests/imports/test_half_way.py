"""A machine that is gone in the middle of an import, and another that goes on."""

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.contracts import service as agreed
from chalicelib.families import service as families
from tests.aws_events import conflicts, requests_to_the_table, when
from tests.builders import ORGANISATION, an_organisation
from tests.falling_over import MachineGone, stops_after
from tests.imports.builders import Export, extract
from tests.imports.office import dry_run, is_there, portrait, run, the_family

NEVER_STOPPED = "bink"
NUMBERS = ("010007", "010014", "010021", "010049")


@pytest.fixture(autouse=True)
def organisations():
    an_organisation(groups=())
    an_organisation(NEVER_STOPPED, groups=())


@pytest.mark.parametrize("calls", [1, 4, 8, 13, 19, 26])
def test_whoever_goes_on_ends_where_the_first_would_have(calls):
    files = extract(*NUMBERS)
    run(files, organisation_id=NEVER_STOPPED)

    with stops_after(calls):
        run(files)
    run(files)

    assert portrait() == portrait(NEVER_STOPPED)
    assert run(files).written == []


def test_every_family_is_there_as_a_whole_or_not_at_all_wherever_it_stops():
    files = extract(*NUMBERS)
    run(files, organisation_id=NEVER_STOPPED)
    whole = {family[0][0]: family for family in portrait(NEVER_STOPPED)}
    stopped_in_between = 0

    for calls in range(2, 30, 3):
        with stops_after(calls):
            run(files)
        there = portrait()
        stopped_in_between += 0 < len(there) < len(NUMBERS)
        assert all(family == whole[family[0][0]] for family in there)

    assert stopped_in_between


def a_large_family():
    """More writes than fit into one transaction."""
    export = Export()
    for number in range(2, 21):
        export.add("kinderen", kindnummer=f"K{number}", voornaam=f"Kind{number} van Huis")
        export.add("contracten", contractnummer=f"C{number}", kindnummer=f"K{number}")
        export.add("tegoeden", kindnummer=f"K{number}")
    return export.files()


@pytest.mark.parametrize("stops_at", [1, 2])
def test_a_family_that_needs_several_transactions_shows_when_it_is_complete(stops_at):
    files = a_large_family()
    run(files, organisation_id=NEVER_STOPPED)
    rehearsal = dry_run(files)
    rehearsal.write_places()

    with pytest.raises(MachineGone), gone_at_transaction(stops_at):
        list(rehearsal.writer.write(rehearsal.families))
    assert not is_there("010000")
    assert run(files).written == ["010000"]

    assert portrait() == portrait(NEVER_STOPPED)
    assert len(the_family("010000").children) == 20


def gone_at_transaction(number):
    left = iter(range(number - 1))

    def before(**_):
        if next(left, None) is None:
            raise MachineGone

    return when("before-call.dynamodb.TransactWriteItems", before)


def test_a_usual_family_is_one_transaction_with_all_that_belongs_to_it():
    rehearsal = dry_run(extract("010028"))
    rehearsal.write_places()

    with requests_to_the_table() as sent:
        list(rehearsal.writer.write(rehearsal.families))

    assert sent.count("TransactWriteItems") == 1
    assert len(sent) <= 8


def test_a_family_as_it_is_takes_two_requests_and_its_part_of_a_look_up():
    files = extract("010028", "010049", "010014")
    run(files)
    rehearsal = dry_run(files)

    with requests_to_the_table() as sent:
        list(rehearsal.writer.write(rehearsal.families))

    assert set(sent) == {"BatchGetItem"}
    assert len(sent) <= 2 * len(rehearsal.families) + 1


def test_somebody_who_changes_a_family_meanwhile_loses_nothing():
    files = Export().files()
    run(files)
    rehearsal = dry_run(Export().change("gezinnen", straat="Laan 2").files())
    (child,) = the_family("010000").children
    changes = iter([{child.child_id: frozenset({"another"})}])

    def meanwhile(**_):
        for groups in changes:
            transaction = Transaction()
            families.set_groups(groups, organisation_id=ORGANISATION, transaction=transaction)
            transaction.commit()

    with when("before-call.dynamodb.TransactWriteItems", meanwhile):
        outcomes = list(rehearsal.writer.write(rehearsal.families))

    assert [it.has_changed for it in outcomes] == [True]
    family = the_family("010000")
    assert family.street == "Laan 2"
    assert family.version == 3


def test_transactions_that_meet_others_are_tried_again():
    with conflicts(2):
        assert run(Export().files()).written == ["010000"]

    (child,) = the_family("010000").children
    contracts = agreed.contracts_of([child.child_id], organisation_id=ORGANISATION)
    assert len(contracts[child.child_id]) == 1
