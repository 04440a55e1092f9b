"""A conversation as most tests need it."""

from typing import Any

from chalicelib.families.model import Family


def conversations_of(family: Family) -> str:
    return f"/families/{family.family_id}/conversations"


def start(parent: Any, family: Family, **what: Any) -> str:
    """Let a parent write to the office, or as `what` says, and return the conversation's id."""
    body = {"about": "office", "subject": "Slaapje", "text": "Slaapt Noor genoeg?", **what}
    answer = parent.post(conversations_of(family), body)
    assert answer.status == 201, answer.body
    return answer.body["conversation_id"]


def say(parent: Any, conversation_id: str, text: str = "En nog iets.") -> Any:
    """Let a parent add a message."""
    family_id = conversation_id.partition(".")[0]
    path = f"/families/{family_id}/conversations/{conversation_id}/messages"
    return parent.post(path, {"text": text})


def answer(colleague: Any, conversation_id: str, text: str = "Ja hoor.") -> Any:
    """Let a colleague answer."""
    return colleague.post(f"/staff/conversations/{conversation_id}/messages", {"text": text})
