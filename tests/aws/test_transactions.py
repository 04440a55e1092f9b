"""Transactions: all or nothing, and the refusal that explains most."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from botocore.exceptions import ReadTimeoutError
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import TransactWriteError

from chalicelib.aws.table import Item
from chalicelib.aws.transactions import ATTEMPTS, Transaction
from chalicelib.core.errors import Busy, Conflict
from tests.aws_events import at_once, conflicts, every_answer_is_lost, the_answer_is_lost, when


class Counter(Item):
    value = NumberAttribute(default=0)


class First(Conflict):
    """The write that was added first."""


class Second(Conflict):
    """The write that was added second."""


KINDS = ["put", "update", "delete", "check"]


@pytest.mark.parametrize("first", KINDS)
@pytest.mark.parametrize("second", KINDS)
def test_the_write_that_was_added_first_speaks(first, second):
    transaction = Transaction()
    add(transaction, first, "1", First())
    add(transaction, second, "2", Second())

    with pytest.raises(First):
        transaction.commit()


@pytest.mark.parametrize("failing", KINDS)
def test_only_the_write_that_failed_speaks(failing):
    transaction = Transaction()
    for kind in reversed(KINDS):
        otherwise = Second() if kind == failing else First()
        add(transaction, kind, kind, otherwise, fails=kind == failing)

    with pytest.raises(Second):
        transaction.commit()

    assert Counter.count("a") == 0


def test_a_condition_without_a_refusal_is_a_bug():
    transaction = Transaction()
    add(transaction, "put", "1", None)

    with pytest.raises(TransactWriteError):
        transaction.commit()


def test_a_transaction_without_writes_does_nothing():
    Transaction().commit()

    assert Counter.count("a") == 0


def test_a_transaction_that_meets_another_is_done_again():
    transaction = Transaction()
    transaction.put(Counter("a", "1"))

    with conflicts(times=ATTEMPTS - 1):
        transaction.commit()

    assert Counter.count("a") == 1


def test_a_transaction_that_meets_others_all_the_time_gives_up():
    transaction = Transaction()
    transaction.put(Counter("a", "1"))

    with conflicts(times=ATTEMPTS), pytest.raises(Busy):
        transaction.commit()

    assert Counter.count("a") == 0


@pytest.mark.parametrize("trouble", [the_answer_is_lost, every_answer_is_lost])
@pytest.mark.parametrize("kind", ["put", "update"])
def test_a_commit_whose_answer_was_lost_recognises_its_own_success(kind, trouble):
    transaction = Transaction()
    add(transaction, kind, "1", First(), fails=False)

    with trouble():
        transaction.commit()

    assert Counter.count("a") == 1


def test_it_does_so_when_another_has_written_the_first_row_since():
    transaction = Transaction()
    add(transaction, "put", "1", First(), fails=False)
    add(transaction, "put", "2", Second(), fails=False)

    def meanwhile(**_):
        Counter("a", "1").update([Counter.written_by.set("another")])
        raise ReadTimeoutError(endpoint_url="https://dynamodb")

    with when("response-received.dynamodb.TransactWriteItems", meanwhile):
        transaction.commit()

    assert Counter.count("a") == 2


def test_of_two_at_once_one_hears_the_refusal():
    def take() -> str:
        transaction = Transaction()
        add(transaction, "put", "1", First(), fails=False)
        try:
            transaction.commit()
        except First:
            return "refused"
        return "done"

    with ThreadPoolExecutor(2) as pool, at_once(2):
        outcomes = sorted(each.result() for each in [pool.submit(take), pool.submit(take)])

    assert outcomes == ["done", "refused"]


def add(transaction, kind, sk, otherwise, *, fails=True):
    item = Counter("a", sk)
    condition = Item.pk.exists() if fails else Item.pk.does_not_exist()
    actions = [[Counter.value.add(1)]] if kind == "update" else []
    getattr(transaction, kind)(item, *actions, condition=condition, otherwise=otherwise)


def counters(count, *, refused=None):
    """Return a transaction that puts so many counters, of which one is there already."""
    if refused is not None:
        Counter("ORG#x", f"{refused:03}").save()
    transaction = Transaction()
    for number in range(count):
        is_new = Counter.pk.does_not_exist() if number == refused else None
        transaction.put(Counter("ORG#x", f"{number:03}"), condition=is_new, otherwise=First())
    return transaction


def add_counters(transaction, count, prefix):
    for number in range(count):
        transaction.put(Counter("ORG#x", f"{prefix}-{number:03}"))


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 200, 250])
def test_more_writes_than_fit_are_done_in_parts(count):
    counters(count).commit_in_parts()

    assert Counter.count("ORG#x") == count


@pytest.mark.parametrize(("refused", "done"), [(0, 0), (49, 0), (50, 50), (149, 50), (150, 150)])
def test_the_last_part_is_a_full_one_and_a_part_is_done_as_a_whole(refused, done):
    with pytest.raises(First):
        counters(250, refused=refused).commit_in_parts()

    assert Counter.count("ORG#x") - 1 == done


@pytest.mark.parametrize(
    ("before", "bundles", "after", "parts"),
    [
        (250, [], 0, [50, 100, 100]),
        (40, [20], 90, [60, 90]),
        (0, [61], 61, [61, 61]),
        (30, [100], 30, [30, 100, 30]),
        (0, [100, 100], 0, [100, 100]),
        (10, [60, 60], 0, [70, 60]),
        (0, [20], 60, [80]),
        (1, [0, 99], 1, [1, 100]),
    ],
)
def test_what_is_written_together_stays_in_one_part(before, bundles, after, parts):
    transaction = counters(before)
    for number, count in enumerate(bundles):
        with transaction.together():
            add_counters(transaction, count, f"bundle-{number}")
    add_counters(transaction, after, "after")
    starts = [*transaction._starts(), len(transaction)]

    assert [end - start for start, end in pairwise(starts)] == parts
    transaction.commit_in_parts()
    assert Counter.count("ORG#x") == before + sum(bundles) + after


def test_a_part_whose_answer_was_lost_is_recognised():
    with the_answer_is_lost():
        counters(150).commit_in_parts()

    assert Counter.count("ORG#x") == 150


def test_with_one_attempt_somebody_else_on_the_same_items_is_heard_of_at_once():
    transaction = Transaction()
    transaction.put(Counter("a", "1"))

    with conflicts(times=1), pytest.raises(Busy):
        transaction.commit(attempts=1)

    assert Counter.count("a") == 0


def test_one_attempt_whose_answer_was_lost_recognises_its_own_success():
    transaction = Transaction()
    add(transaction, "put", "1", First(), fails=False)

    with every_answer_is_lost():
        transaction.commit(attempts=1)

    assert Counter.count("a") == 1
