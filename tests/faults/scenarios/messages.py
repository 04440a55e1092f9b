"""Conversations, as families and as colleagues have them."""

from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage

OF_FAMILY = "/families/{family_id}/conversations"
OF_STAFF = "/staff/conversations/{conversation_id}"
# Nobody can tell a message that is sent again from one that says the same: it is there twice.
CONVERSATION = ["CONVERSATION", "OWN", "ALL", "UNREAD"]


@scenario(f"POST {OF_FAMILY}", grows=CONVERSATION)
def a_parent_writes_to_the_office(stage: Stage) -> Act:
    return stage.press(f"POST {OF_FAMILY}", group_id=None)


@scenario(f"POST {OF_FAMILY}/{{conversation_id}}/messages", grows=CONVERSATION)
def a_parent_adds_a_message(stage: Stage) -> Act:
    return stage.press(f"POST {OF_FAMILY}/{{conversation_id}}/messages")


@scenario(f"POST {OF_FAMILY}/{{conversation_id}}/reading")
def a_parent_reads_the_answer(stage: Stage) -> Act:
    stage.press(f"POST {OF_STAFF}/messages")()
    return stage.press(f"POST {OF_FAMILY}/{{conversation_id}}/reading", until="9")


@scenario(f"POST {OF_STAFF}/messages", grows=[*CONVERSATION, "ERRAND"])
def a_colleague_answers(stage: Stage) -> Act:
    return stage.press(f"POST {OF_STAFF}/messages")


@scenario(f"POST {OF_STAFF}/reading")
def a_colleague_reads_what_a_parent_wrote(stage: Stage) -> Act:
    return stage.press(f"POST {OF_STAFF}/reading", until="9")


@scenario(f"POST {OF_STAFF}/closing")
def a_colleague_closes_a_conversation(stage: Stage) -> Act:
    return stage.press(f"POST {OF_STAFF}/closing")


@scenario(f"POST {OF_STAFF}/reopening")
def a_colleague_opens_a_conversation_again(stage: Stage) -> Act:
    stage.press(f"POST {OF_STAFF}/closing")()
    return stage.press(f"POST {OF_STAFF}/reopening")
