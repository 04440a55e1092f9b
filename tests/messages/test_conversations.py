"""A parent writes to a colleague, and hears back."""

import pytest

from chalicelib.audit import service as audit
from chalicelib.core.periods import Month
from tests.accounts.letters import carry
from tests.aws_events import requests_to_the_table
from tests.builders import a_planner
from tests.messages.builders import answer, conversations_of, say, start


def listed(who, path, **query):
    """Every conversation of the list, page by page."""
    found, cursor = [], ""
    while cursor is not None:
        asked = "&".join(f"{name}={it}" for name, it in {**query, "cursor": cursor}.items() if it)
        page = who.get(f"{path}?{asked}")
        assert page.status == 200, page.body
        found += page.body["conversations"]
        cursor = page.body["next"]
    return found


def subjects(who, path="/staff/conversations", **query):
    return [it["conversation"]["subject"] for it in listed(who, path, **query)]


def thread(who, family, conversation_id):
    return who.get(f"{conversations_of(family)}/{conversation_id}").body


def told(body):
    return [(it["author"], it["text"]) for it in body["messages"]]


def test_both_parents_and_the_office_read_what_is_written(family, anna, bram, petra):
    conversation = start(anna, family)

    answer(petra, conversation, "Ja, elke middag.")
    say(bram, conversation, "Dank je!")

    expected = [
        ("Bram de Vries", "Dank je!"),
        ("Petra Bos", "Ja, elke middag."),
        ("Anna de Vries", "Slaapt Noor genoeg?"),
    ]
    seen_by_staff = petra.get(f"/staff/conversations/{conversation}").body
    assert told(thread(anna, family, conversation)) == expected
    assert told(thread(bram, family, conversation)) == expected
    assert told(seen_by_staff) == expected
    assert seen_by_staff["conversation"]["family_name"] == "Fam. de Vries"


def test_a_conversation_says_with_whom_and_how_it_ended_up(family, anna, petra):
    conversation = start(anna, family, about="group", group_id="ladybirds")
    answer(petra, conversation, "Ja,\nelke   middag. " + "x" * 200)

    (seen,) = listed(anna, conversations_of(family))

    told_last = seen["conversation"]["last_words"]
    assert (told_last[:20], len(told_last), told_last[-1]) == ("Ja, elke middag. xxx", 140, "…")
    assert (
        seen["conversation"].items()
        >= {
            "about": "group",
            "group_id": "ladybirds",
            "is_open": True,
            "message_count": 2,
            "last_side": "staff",
            "last_author": "Petra Bos",
        }.items()
    )


@pytest.mark.parametrize(
    "text",
    [
        "هل نامت نور؟",
        "诺尔睡得好吗？",
        "👩‍👧 dank! 🎉",
        "<script>alert(1)</script>{{ x }}",
        " één\n\n\ttwee  drie",
        "🎈" * 10_000,
    ],
    ids=["arabic", "han", "emoji", "markup", "spaces", "long"],
)
def test_a_text_in_any_script_is_kept_as_it_was_typed(family, anna, petra, text):
    conversation = start(anna, family, text=text)
    answer(petra, conversation, text)

    assert [it["text"] for it in thread(anna, family, conversation)["messages"]] == [text, text]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": ""}, "InvalidRequest"),
        ({"text": " \n\t\u00a0"}, "InvalidRequest"),
        ({"text": "a" * 10_001}, "InvalidRequest"),
        ({"text": "a" * 1_000_000}, "InvalidRequest"),
        ({"text": "a\x00b"}, "InvalidRequest"),
        ({"text": ["a"]}, "InvalidRequest"),
        ({"subject": "  "}, "InvalidRequest"),
        ({"subject": "a\r\nBcc: eve@example.org"}, "InvalidRequest"),
        ({"subject": "a" * 201}, "InvalidRequest"),
        ({"about": "director"}, "InvalidRequest"),
        ({"about": "group"}, "GroupMissing"),
        ({"about": "office", "group_id": "ladybirds"}, "GroupMissing"),
        ({"attachment": "x"}, "InvalidRequest"),
    ],
)
def test_what_is_no_message_is_refused_and_nothing_is_kept(family, anna, wrong, code):
    body = {"about": "office", "subject": "Slaapje", "text": "Slaapt Noor genoeg?", **wrong}

    refused = anna.post(conversations_of(family), body)

    assert (refused.status, refused.code) == (422, code)
    assert listed(anna, conversations_of(family)) == []


@pytest.mark.parametrize("group_id", ["owls", "unknown"])
def test_parents_write_to_groups_of_their_children_only(family, anna, group_id):
    body = {"about": "group", "group_id": group_id, "subject": "Dag", "text": "Hallo"}

    assert anna.post(conversations_of(family), body).status == 404


def test_an_empty_answer_is_refused(family, anna, petra):
    conversation = start(anna, family)

    assert say(anna, conversation, "  ").code == "InvalidRequest"
    assert answer(petra, conversation, "  ").code == "InvalidRequest"
    assert answer(petra, conversation, "a" * 1_000_000).code == "InvalidRequest"


def test_the_newest_activity_comes_first_page_by_page(family, anna, petra):
    started = [start(anna, family, subject=f"{number:02}") for number in range(23)]
    say(anna, started[4])
    answer(petra, started[7])

    order = ["07", "04", *(f"{it:02}" for it in reversed(range(23)) if it not in (4, 7))]

    assert subjects(anna, conversations_of(family)) == order
    assert subjects(petra) == order


def test_a_long_conversation_is_read_page_by_page(family, anna):
    conversation = start(anna, family, text="0")
    for number in range(1, 50):
        say(anna, conversation, str(number))
    full_page = thread(anna, family, conversation)
    say(anna, conversation, "50")

    newest = thread(anna, family, conversation)
    path = f"{conversations_of(family)}/{conversation}?cursor={newest['next']}"
    oldest = anna.get(path).body

    texts = [it["text"] for page in (newest, oldest) for it in page["messages"]]
    assert (len(full_page["messages"]), full_page["next"]) == (50, None)
    assert texts == [str(number) for number in reversed(range(51))]
    assert (oldest["next"], oldest["conversation"]["message_count"]) == (None, 51)


class TestUnread:
    def counts(self, who, family):
        return [it["unread"] for it in listed(who, conversations_of(family))]

    def read(self, who, family, conversation, until):
        path = f"{conversations_of(family)}/{conversation}/reading"
        return who.post(path, {"until": until})

    def test_each_parent_has_what_others_wrote_unread(self, family, anna, bram, petra):
        conversation = start(anna, family)
        answer(petra, conversation)
        say(bram, conversation)

        assert self.counts(anna, family) == [2]  # Petra's and Bram's
        assert self.counts(bram, family) == [2]  # Anna's and Petra's

    def test_reading_takes_away_what_was_read_and_nothing_that_came_later(
        self, family, anna, bram, petra
    ):
        conversation, other = start(anna, family), start(anna, family)
        first = answer(petra, conversation).body["message_id"]
        answer(petra, conversation)
        answer(petra, other)

        assert self.read(anna, family, conversation, first).status == 200
        assert self.read(anna, family, conversation, first).status == 200

        assert self.counts(anna, family) == [1, 1]
        assert self.counts(bram, family) == [2, 3]

    def test_home_counts_all_families_of_a_parent_in_one_request(self, family, anna, petra):
        from chalicelib.messages import service
        from tests.bookings.builders import anna_of

        for _ in range(3):
            answer(petra, start(anna, family))

        with requests_to_the_table() as sent:
            assert service.unread_count(caller=anna_of(family)) == 3
        assert len(sent) == 1

    def test_what_a_parent_may_not_read_any_more_does_not_count(self, family, anna, petra):
        from chalicelib.messages import service
        from tests.builders import a_caller

        answer(petra, start(anna, family))
        left = a_caller(account_id=family.parents[0].account_id)

        assert service.unread_count(caller=left) == 0

    def test_parents_see_that_a_colleague_has_read(self, family, anna, petra):
        conversation = start(anna, family)
        first = thread(anna, family, conversation)["messages"][0]
        (before,) = listed(petra, "/staff/conversations")

        path = f"/staff/conversations/{conversation}/reading"
        assert petra.post(path, {"until": first["message_id"]}).status == 200
        say(anna, conversation)

        (after,) = listed(petra, "/staff/conversations")
        seen = [it["is_seen"] for it in thread(anna, family, conversation)["messages"]]
        assert (first["is_seen"], seen) == (False, [False, True])
        assert (before["is_unread"], after["is_unread"]) == (True, True)

    def test_what_colleagues_have_read_is_not_unread(self, family, anna, petra):
        conversation = start(anna, family)
        path = f"/staff/conversations/{conversation}/reading"

        petra.post(path, {"until": "9"})  # later than anything
        assert [it["is_unread"] for it in listed(petra, "/staff/conversations")] == [False]

        say(anna, conversation)
        assert [it["is_unread"] for it in listed(petra, "/staff/conversations")] == [True]


class TestClosing:
    def close(self, who, conversation, count):
        path = f"/staff/conversations/{conversation}/closing"
        return who.post(path, {"message_count": count})

    def is_open(self, who, family):
        (seen,) = listed(who, conversations_of(family))
        return seen["conversation"]["is_open"]

    def test_a_conversation_that_is_done_with_is_closed(self, family, anna, petra):
        conversation = start(anna, family)

        assert self.close(petra, conversation, 1).status == 200
        assert self.close(petra, conversation, 1).status == 200
        assert not self.is_open(anna, family)

    def test_it_is_not_closed_over_a_message_that_nobody_has_seen(self, family, anna, petra):
        conversation = start(anna, family)
        say(anna, conversation)

        refused = self.close(petra, conversation, 1)

        assert (refused.status, refused.code) == (409, "NewMessage")
        assert self.is_open(anna, family)

    @pytest.mark.parametrize("who", ["anna", "petra"])
    def test_the_next_message_opens_it_again(self, family, anna, petra, who):
        conversation = start(anna, family)
        self.close(petra, conversation, 1)

        said = say(anna, conversation) if who == "anna" else answer(petra, conversation)

        assert (said.status, self.is_open(anna, family)) == (201, True)

    def test_a_colleague_opens_it_again(self, family, anna, petra):
        conversation = start(anna, family)
        self.close(petra, conversation, 1)

        assert petra.post(f"/staff/conversations/{conversation}/reopening").status == 200
        assert self.is_open(anna, family)


class TestMail:
    def test_each_parent_hears_in_the_own_language_that_there_is_an_answer(
        self, family, anna, petra, sent_mails
    ):
        conversation = start(anna, family, subject="Slaapje <b>& meer</b>")
        answer(petra, conversation, "Dit staat alleen in het portaal.")
        carry()

        mails = {it["to"].addresses[0].display_name: it for it in sent_mails()}
        assert {name: it["subject"] for name, it in mails.items()} == {
            "Anna": "Nieuw antwoord: Slaapje <b>& meer</b>",
            "Bram": "New answer: Slaapje <b>& meer</b>",
        }
        for it in mails.values():
            text, html = (it.get_body([kind]).get_content() for kind in ("plain", "html"))
            page = f"https://zonnebloem.kiekeboe.example/messages/{conversation}"
            assert page in text
            assert f'href="{page}"' in html
            assert "Petra Bos" in text
            assert "<b>& meer" not in html
            assert "alleen in het portaal" not in text + html

    def test_nobody_gets_a_mail_about_what_a_parent_writes(self, family, anna, bram, sent_mails):
        say(bram, start(anna, family))
        carry()

        assert sent_mails() == []

    def test_a_colleague_without_a_name_answers_for_the_organisation(self, family, anna, worker):
        conversation = start(anna, family, about="group", group_id="ladybirds")

        said = answer(worker("ladybirds"), conversation)

        assert said.body["author"] == "Kinderopvang Zonnebloem"


def test_what_was_done_can_be_read_back_without_what_was_said(family, anna, petra):
    conversation = start(anna, family)
    said = say(anna, conversation).body["message_id"]
    answer(petra, conversation)
    anna.post(f"{conversations_of(family)}/{conversation}/reading", {"until": said})
    petra.post(f"/staff/conversations/{conversation}/reading", {"until": said})
    petra.post(f"/staff/conversations/{conversation}/closing", {"message_count": 3})
    petra.post(f"/staff/conversations/{conversation}/reopening")

    page = audit.list_records(caller=a_planner(), month=Month(2026, 11), after=None)

    about = f"conversation/{conversation}"
    assert [it.action for it in reversed(page.items) if it.about == about] == [
        "messages.start",
        "messages.post",
        "messages.answer",
        "messages.read",
        "messages.read",
        "messages.close",
        "messages.reopen",
    ]


def test_what_a_request_costs_does_not_grow(family, anna, petra, worker):
    conversation = start(anna, family, about="group", group_id="ladybirds")
    own = f"{conversations_of(family)}/{conversation}"
    staff = f"/staff/conversations/{conversation}"
    ladybird = worker("ladybirds")
    costs = {
        "a parent reads": (2, lambda: anna.get(own)),
        "a parent lists": (2, lambda: anna.get(conversations_of(family))),
        "a parent writes": (2, lambda: say(anna, conversation)),
        "staff read": (2, lambda: petra.get(staff)),
        "staff list": (2, lambda: petra.get("/staff/conversations")),
        "a group worker lists": (2, lambda: ladybird.get("/staff/conversations")),
        "staff answer": (3, lambda: answer(petra, conversation)),
        "staff close": (2, lambda: petra.post(f"{staff}/closing", {"message_count": 3})),
    }

    for what, (most, act) in costs.items():
        with requests_to_the_table() as sent:
            done = act()
        assert done.status < 300, (what, done.body)
        assert len(sent) == most, (what, sent)
