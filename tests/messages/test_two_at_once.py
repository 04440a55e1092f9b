"""Two people write at the same moment."""

from concurrent.futures import ThreadPoolExecutor

from chalicelib.messages import answering, service
from tests.aws_events import at_once
from tests.bookings.builders import anna_of
from tests.builders import a_caller, a_planner
from tests.conftest import NOW
from tests.messages.builders import answer, start


def test_of_two_messages_in_the_same_instant_none_is_lost(family, anna):
    conversation = start(anna, family)
    first = anna_of(family)
    second = a_caller(account_id=family.parents[1].account_id, families=first.families)

    def say(caller):
        return service.post_message(
            caller=caller,
            family_id=family.family_id,
            conversation_id=conversation,
            text=caller.account_id,
            now=NOW,
        )

    with ThreadPoolExecutor() as pool, at_once():
        list(pool.map(say, (first, second)))

    thread = answering.read_thread(caller=a_planner(), conversation_id=conversation, after=None)
    texts = {it.text for it in thread.messages.items}
    assert {first.account_id, second.account_id} <= texts
    assert thread.conversation.message_count == 3


def test_an_answer_that_comes_while_a_parent_reads_stays_unread(family, anna, petra):
    conversation = start(anna, family)
    seen = answer(petra, conversation).body["message_id"]
    parent = anna_of(family)

    def act(work):
        return work()

    def read():
        service.mark_read(
            caller=parent,
            family_id=family.family_id,
            conversation_id=conversation,
            until=seen,
            now=NOW,
        )

    def say():
        answering.answer(caller=a_planner(), conversation_id=conversation, text="Nog iets", now=NOW)

    with ThreadPoolExecutor() as pool, at_once():
        list(pool.map(act, (read, say)))

    assert service.unread_count(caller=parent) == 1
