"""Messages over HTTP, for staff."""

from http import HTTPStatus

from chalicelib.core.callers import STAFF
from chalicelib.core.errors import Busy, NotFound
from chalicelib.http.endpoints import Nothing
from chalicelib.http.fields import Id
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.messages import along, answering
from chalicelib.messages.model import NewMessage
from chalicelib.messages.schemas import (
    ConversationClosing,
    ConversationQuery,
    MessageView,
    MessageWriting,
    ReadingMark,
    StaffConversationListView,
    StaffConversationView,
    StaffInboxQuery,
    StaffThreadView,
)

routes = Routes(__name__)


@routes.get(
    "/staff/conversations",
    summary="See which conversations there are, the newest activity first",
    who=STAFF,
    query=StaffInboxQuery,
    returns=StaffConversationListView,
    refuses=[NotFound, BadCursor],
)
def list_staff_conversations(
    request: Request[None, StaffInboxQuery],
) -> StaffConversationListView:
    query, caller = request.query, request.caller
    own_groups = ",".join(sorted(caller.group_ids))
    names = ("inbox", query.inbox, query.group_id or own_groups)
    page = answering.list_inbox(
        caller=caller,
        group_id=query.group_id,
        office_only=query.inbox == "office",
        after=request.position(query.cursor, *names),
    )
    return StaffConversationListView(
        conversations=[StaffConversationView.of(it) for it in page.items],
        next=request.cursor(page, *names),
    )


@routes.get(
    "/staff/conversations/{conversation_id}",
    summary="Read a conversation with a family, the newest message first",
    who=STAFF,
    query=ConversationQuery,
    returns=StaffThreadView,
    refuses=[NotFound, BadCursor],
    along=along.conversation,
)
def read_staff_conversation(
    request: Request[None, ConversationQuery], conversation_id: Id
) -> StaffThreadView:
    caller = request.caller
    after = request.position(request.query.cursor, "messages", conversation_id)
    thread = answering.read_thread(caller=caller, conversation_id=conversation_id, after=after)
    cursor = request.cursor(thread.messages, "messages", conversation_id)
    return StaffThreadView.of(thread, reader=caller.account_id, cursor=cursor)


@routes.post(
    "/staff/conversations/{conversation_id}/messages",
    summary="Answer a family; both parents get a mail",
    who=STAFF,
    body=MessageWriting,
    returns=MessageView,
    refuses=[NotFound, Busy],
    along=along.family_and_conversation,
)
def answer_conversation(request: Request[MessageWriting, None], conversation_id: Id) -> MessageView:
    message = answering.answer(
        caller=request.caller,
        conversation_id=conversation_id,
        text=request.body.text,
        now=request.now,
    )
    return MessageView.of(message, reader=request.caller.account_id, is_seen=True)


@routes.post(
    "/staff/conversations/{conversation_id}/reading",
    summary="Tell up to which message colleagues have read the conversation",
    who=STAFF,
    body=ReadingMark,
    returns=Nothing,
    status=HTTPStatus.OK,
    refuses=[NotFound, Busy],
    along=along.conversation,
)
def mark_staff_conversation_read(
    request: Request[ReadingMark, None], conversation_id: Id
) -> Nothing:
    answering.mark_read_by_staff(
        caller=request.caller,
        conversation_id=conversation_id,
        until=request.body.until,
        now=request.now,
    )
    return Nothing()


@routes.post(
    "/staff/conversations/{conversation_id}/closing",
    summary="Close a conversation that is done with",
    who=STAFF,
    body=ConversationClosing,
    returns=Nothing,
    status=HTTPStatus.OK,
    refuses=[NotFound, NewMessage, Busy],
    along=along.conversation,
)
def close_conversation(request: Request[ConversationClosing, None], conversation_id: Id) -> Nothing:
    answering.close_conversation(
        caller=request.caller,
        conversation_id=conversation_id,
        message_count=request.body.message_count,
        now=request.now,
    )
    return Nothing()


@routes.post(
    "/staff/conversations/{conversation_id}/reopening",
    summary="Open a closed conversation again",
    who=STAFF,
    returns=Nothing,
    status=HTTPStatus.OK,
    refuses=[NotFound, Busy],
    along=along.conversation,
)
def reopen_conversation(request: Request[None, None], conversation_id: Id) -> Nothing:
    answering.reopen_conversation(
        caller=request.caller, conversation_id=conversation_id, now=request.now
    )
    return Nothing()
