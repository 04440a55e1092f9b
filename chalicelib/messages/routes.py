"""Messages over HTTP, for parents."""

from http import HTTPStatus

from chalicelib.core.callers import PARENTS
from chalicelib.core.errors import Busy, NotFound
from chalicelib.families import access
from chalicelib.http.endpoints import Nothing
from chalicelib.http.fields import Id, tidy
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.messages import along, service
from chalicelib.messages.model import GroupMissing
from chalicelib.messages.schemas import (
    ConversationQuery,
    ConversationStart,
    ConversationView,
    FamilyConversationListView,
    FamilyConversationView,
    MessageView,
    MessageWriting,
    ReadingMark,
    ThreadView,
)

routes = Routes(__name__)


@routes.post(
    "/families/{family_id}/conversations",
    summary="Write to the office, or to a group",
    who=PARENTS,
    body=ConversationStart,
    returns=ConversationView,
    refuses=[NotFound, GroupMissing, Busy],
    along=access.family_along,
)
def start_conversation(
    request: Request[ConversationStart, None], family_id: Id
) -> ConversationView:
    conversation = service.start_conversation(
        caller=request.caller,
        family_id=family_id,
        about=request.body.about,
        group_id=request.body.group_id,
        subject=tidy(request.body.subject),
        text=request.body.text,
        now=request.now,
    )
    return ConversationView.of(conversation)


@routes.get(
    "/families/{family_id}/conversations",
    summary="See the family's conversations, the newest activity first",
    who=PARENTS,
    query=ConversationQuery,
    returns=FamilyConversationListView,
    refuses=[NotFound, BadCursor],
    along=along.family_and_unread,
)
def list_conversations(
    request: Request[None, ConversationQuery], family_id: Id
) -> FamilyConversationListView:
    after = request.position(request.query.cursor, "conversations", family_id)
    inbox = service.list_conversations(
        caller=request.caller, family_id=family_id, after=after, today=request.today
    )
    return FamilyConversationListView(
        conversations=[
            FamilyConversationView(
                conversation=ConversationView.of(it),
                unread=inbox.unread.get(it.conversation_id, 0),
            )
            for it in inbox.conversations.items
        ],
        next=request.cursor(inbox.conversations, "conversations", family_id),
    )


@routes.get(
    "/families/{family_id}/conversations/{conversation_id}",
    summary="Read a conversation, the newest message first",
    who=PARENTS,
    query=ConversationQuery,
    returns=ThreadView,
    refuses=[NotFound, BadCursor],
    along=along.family_and_conversation,
)
def read_conversation(
    request: Request[None, ConversationQuery], family_id: Id, conversation_id: Id
) -> ThreadView:
    caller = request.caller
    thread = service.read_conversation(
        caller=caller,
        family_id=family_id,
        conversation_id=conversation_id,
        after=request.position(request.query.cursor, "messages", conversation_id),
        today=request.today,
    )
    cursor = request.cursor(thread.messages, "messages", conversation_id)
    return ThreadView.of(thread, reader=caller.account_id, cursor=cursor)


@routes.post(
    "/families/{family_id}/conversations/{conversation_id}/messages",
    summary="Add a message to a conversation",
    who=PARENTS,
    body=MessageWriting,
    returns=MessageView,
    refuses=[NotFound, Busy],
    along=access.family_along,
)
def post_message(
    request: Request[MessageWriting, None], family_id: Id, conversation_id: Id
) -> MessageView:
    message = service.post_message(
        caller=request.caller,
        family_id=family_id,
        conversation_id=conversation_id,
        text=request.body.text,
        now=request.now,
    )
    return MessageView.of(message, reader=request.caller.account_id, is_seen=False)


@routes.post(
    "/families/{family_id}/conversations/{conversation_id}/reading",
    summary="Tell up to which message the conversation was read",
    who=PARENTS,
    body=ReadingMark,
    returns=Nothing,
    status=HTTPStatus.OK,
    refuses=[NotFound, Busy],
    along=along.family_and_unread,
)
def mark_conversation_read(
    request: Request[ReadingMark, None], family_id: Id, conversation_id: Id
) -> Nothing:
    service.mark_read(
        caller=request.caller,
        family_id=family_id,
        conversation_id=conversation_id,
        until=request.body.until,
        now=request.now,
    )
    return Nothing()
