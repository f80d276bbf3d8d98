"""The dispute's page and the parties' own: what is written at a table comes back to whom it is for."""

import json

import msgspec
import pytest
from dispute_table import CLAUSES, INSTALMENTS, NAMES, STROKES, agreed, drafted, laid, talked
from table import furnish

from fengqiao.api.answers_disputes import DisputeAnswer, PartyView

pytestmark = pytest.mark.database


def test_a_dispute_from_consent_to_a_first_payment(office):
    table = laid(office, state="consent_pending")
    assert table.own("applicant")["can"] == {
        "consent": True, "statement": True, "share": True, "proposal": False, "answer": False, "sign": False,
        "mediator": True, "leave": False,
    }  # fmt: skip
    for side in table.parties:
        table.says(side, "consent", answer="agree")
    page = table.page()
    assert (page["state"], {one["answer"] for one in page["parties"]}) == ("mediating", {"agree"})
    drafted(talked(table))
    draft = table.page()["agreement_draft"]
    assert [one["text"] for one in draft["clauses"]] == CLAUSES
    assert (draft["amount_capitals"], draft["version"], draft["missing"]) == (
        "贰仟元整", 1, [*table.parties.values(), "mediator", "committee_seal"],
    )  # fmt: skip
    agreed(table)
    page = table.page()
    assert page["state"] == "performing"
    assert page["agreement"]["content"] == "\n".join(CLAUSES)
    assert [one["who"] for one in page["agreement"]["signatures"]] == draft["missing"]
    done = page["performance"]
    assert (done["state"], done["paid_cny"], done["open_cny"], done["next_due"], done["next_cny"]) == (
        "partly", 900, 1100, "2027-06-30", 1100,
    )  # fmt: skip
    assert [(one["paid_cny"], one["state"]) for one in done["schedule"]] == [(700, "paid"), (200, "open")]
    assert page["confirmation"]["state"] == "open"
    own = table.own("respondent")
    assert own["performance"]["schedule"] == done["schedule"]
    assert own["agreement"]["sha256"] == page["agreement"]["sha256"]


def test_answers_are_what_their_structs_say(office):
    table = drafted(talked(laid(office)))
    pages = [(table.page(), DisputeAnswer), (table.own("applicant"), PartyView)]
    agreed(table)
    pages += [(table.page(), DisputeAnswer), (table.own("respondent"), PartyView)]
    for page, struct in pages:
        check(page, struct)


def check(value, struct):
    """Exactly the named fields with the named types, all the way down."""
    read = msgspec.json.decode(json.dumps(value), type=struct, strict=True)
    assert shape(json.loads(msgspec.json.encode(read))) == shape(value)


def shape(value):
    match value:
        case dict():
            return {name: shape(each) for name, each in value.items()}
        case list():
            return [shape(each) for each in value]
        case _:
            return type(value)


def test_a_party_sees_the_own_and_what_was_shared(office):
    table = talked(laid(office))
    mine, theirs = table.own("applicant"), table.own("respondent")
    assert [one["text"] for one in mine["statements"]] == ["只给调解员看的话", "双方都能看的话"]
    assert [one["text"] for one in theirs["statements"]] == ["双方都能看的话"]
    assert [one["text"] for one in mine["notes"]] == ["与applicant单独谈话"]
    assert [one["text"] for one in theirs["notes"]] == ["与respondent单独谈话"]
    assert [one["amount_cny"] for one in mine["proposals"]] == [3000, 2000, 2500]
    assert [one["amount_cny"] for one in theirs["proposals"]] == [3000, 2000]
    seen = {one["side"]: (one["name"], one["phone"]) for one in mine["parties"]}
    assert seen == {"applicant": (NAMES["applicant"], "13812340001"), "respondent": ("𬺰**", "")}
    table.says("applicant", "share", statement=1)
    assert len(table.own("respondent")["statements"]) == 2


def test_names_with_rare_characters_are_kept(office):
    table = laid(office)
    (own,) = [one for one in table.own("respondent")["parties"] if one["me"]]
    assert own["name"] == NAMES["respondent"]


def test_a_draft_is_its_writers_until_the_session_is_recorded(office):
    table = talked(laid(office))
    assert table.page()["draft"]["record"] == "第二次笔录草稿"
    table.act("hold_session", round=2, result="adjourned", place="家里", attendees=2, record="第二次笔录")
    page = table.page()
    assert (page["draft"], page["next_session"], page["sessions"][1]["record"]) == (None, 3, "第二次笔录")


def test_a_changed_clause_asks_everybody_to_sign_anew(office):
    table = drafted(laid(office))
    table.sign(table.parties["applicant"])
    old = table.page()["agreement_draft"]["sha256"]
    drafted(table, clauses=[CLAUSES[0]])
    draft = table.page()["agreement_draft"]
    assert (draft["version"], draft["signatures"]) == (2, [])
    said = table.sign(table.parties["applicant"], status=400, sha256=old)
    assert said["field"] == "sha256"
    assert table.act("conclude_agreement", form="written", status=400)["field"] == "signed_by"


def test_a_signature_is_seen_at_the_table_and_by_whom_it_is(office):
    table = drafted(laid(office))
    draft = table.own("applicant")["agreement_draft"]
    table.says("applicant", "sign", sha256=draft["sha256"], strokes=STROKES)
    (mine,) = table.own("applicant")["agreement_draft"]["signatures"]
    picture = office["citizen"].get(mine["image"])
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")
    assert b"<polyline" in picture.content
    (theirs,) = table.own("respondent")["agreement_draft"]["signatures"]
    assert theirs["image"] == ""
    stolen = mine["image"].replace(table.secrets["applicant"], table.secrets["respondent"])
    assert office["citizen"].get(stolen).status_code == 404
    at_table = table.page()["agreement_draft"]["signatures"][0]["image"]
    assert table.mediator.get(at_table).status_code == 200
    assert office["supervisor"].get(at_table).status_code == 403
    attachment = at_table.rpartition("/")[2]
    assert office["registrar"].ask(f"/photos/{attachment}").status_code == 404


def test_a_link_opens_by_secret_and_by_digits_and_a_new_one_closes_the_old(office):
    table = laid(office)
    citizen, typed = office["citizen"], {"code": table.code, "typed": "0002"}
    assert citizen.tell("/public/party", typed).json()["secret"] == table.secrets["respondent"]
    party = table.parties["respondent"]
    again = table.mediator.tell(f"/matters/{table.code}/parties/{party}/link", {"pin": "778899"}).json()
    assert citizen.ask(f"/public/party/{table.secrets['respondent']}").status_code == 404
    assert citizen.ask(f"/public/party/{again['secret']}").status_code == 200
    assert citizen.tell("/public/party", typed).status_code == 404
    assert citizen.tell("/public/party", typed | {"typed": "778899"}).json()["secret"] == again["secret"]


def test_five_wrong_tries_lock_every_typed_way_and_no_link(office):
    table = laid(office)
    citizen, typed = office["citizen"], {"code": table.code, "typed": "0001"}
    for guess in range(5):
        # Whoever knows the own digits gains no further guess at the other side's.
        assert citizen.tell("/public/party", typed).status_code == (200 if guess < 5 else 429)
        assert citizen.tell("/public/party", typed | {"typed": f"9{guess}99"}).status_code == 404
    assert citizen.tell("/public/party", typed | {"typed": "0002"}).status_code in {404, 429}
    assert citizen.ask(f"/public/party/{table.secrets['respondent']}").status_code == 200


def test_an_interpreter_has_no_page_and_a_stranger_gives_no_link(office):
    table = laid(office, state="consent_pending")
    table.act("add_party", role="interpreter", name="阿依古丽", language="维吾尔语")
    (voice,) = [one for one in table.page()["parties"] if one["role"] == "interpreter"]
    way = f"/matters/{table.code}/parties/{voice['party']}/link"
    assert table.mediator.tell(way, {}).json()["field"] == "party"
    way = f"/matters/{table.code}/parties/{table.parties['applicant']}/link"
    for seat in ("handler", "analyst", "supervisor"):
        assert office[seat].tell(way, {}).status_code == 403


def test_the_same_key_from_both_sides_is_two_acts(office):
    table = laid(office, state="consent_pending")
    answers = [
        office["citizen"].tell(
            f"/public/party/{table.secrets[side]}/consent", {"answer": "agree"}, key="just-the-same"
        )
        for side in ("applicant", "respondent", "applicant")
    ]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert [answer.json()["repeated"] for answer in answers] == [False, False, True]
    assert answers[1].json()["state"] == "mediating"


def test_a_party_leaves_at_any_time_and_sees_its_other_ways(office):
    table = laid(office, category="D0301")
    own = table.own("respondent")
    assert own["can"]["leave"]
    assert len(own["rights"]) >= 5
    first = own["routes"][0]
    assert (first["route"], "一年" in first["limits"]["zh"]) == ("labour_arbitration", True)
    table.says("respondent", "leave", reason="不想再谈")
    own = table.own("respondent")
    assert (own["state"], own["can"]["leave"]) == ("failed", False)
    assert {one["route"] for one in own["routes"]} >= {"litigation", "petition", "reconsideration", "police"}


def test_a_party_says_whom_it_will_not_have_and_only_it_sees_so(office):
    table = laid(office)
    said = table.says("applicant", "mediator", status=400, wish="refuse", mediator="nobody")
    assert said["field"].removeprefix("data.") == "mediator"
    assert table.own("applicant")["wishes"] == []
    furnish(office)
    seated = "M1"
    table.says("applicant", "mediator", wish="refuse", mediator=seated)
    (wish,) = table.own("applicant")["wishes"]
    assert (wish["mediator"], wish["wish"], wish["accepted"]) == (seated, "refuse", None)
    assert table.own("respondent")["wishes"] == []


def test_dates_of_other_ways_are_those_of_this_matter(office):
    table = laid(office, category="D0301", occurred_at="2026-03-15T10:00:00+08:00")
    by = {one["route"]: one["by"] for one in table.page()["routes"]}
    assert (by["labour_arbitration"], by["litigation"], by["reconsideration"]) == (
        "2027-03-15", "2029-03-15", None,
    )  # fmt: skip


def test_clauses_of_the_county_and_what_they_lack(office):
    table = laid(office)
    found = table.mediator.ask(f"/matters/{table.code}/dispute/clauses").json()["items"]
    assert found[0]["category"] == "D01"
    assert all(one["category"] in {"D01", ""} and one["text"] for one in found)
    body = {"clauses": ["乙方尽快支付赔偿款。", CLAUSES[0]], "amount_cny": 100200}
    hints = table.mediator.tell(f"/matters/{table.code}/dispute/hints", body).json()
    assert [one["lacks"] for one in hints["clauses"][0]] == ["vague", "amount", "deadline", "proof"]
    assert (hints["clauses"][1], hints["amount_capitals"]) == ([], "壹拾万零贰佰元整")


@pytest.mark.parametrize(
    ("action", "data", "field"),
    [
        ("conclude_agreement", {"form": "written"}, "content"),
        ("draft_agreement", {"clauses": []}, "clauses"),
        ("draft_agreement", {"clauses": ["a", " "]}, "clauses[1]"),
        ("draft_agreement", {"clauses": ["a"], "amount_cny": 9, "instalments": INSTALMENTS}, "instalments"),
        ("draft_agreement", {"clauses": ["a"], "instalments": [{"due": "x", "amount_cny": 1}]}, "instalments[0].due"),
        ("draft_agreement", {"clauses": ["a"], "instalments": [{"due": "2027-01-01"}]}, "instalments[0].amount_cny"),
        ("draft_agreement", {"clauses": ["a"], "instalments": [{"fee": 1}]}, "instalments[0].fee"),
        ("draft_agreement", {"clauses": ["a"], "instalments": [5]}, "instalments[0]"),
        ("hold_session", {"round": 1, "result": "adjourned", "place": "x", "attendees": 2, "record": "x",
                          "held_at": "2020-01-01T10:00:00+08:00"}, "held_at"),
        ("make_proposal", {"text": "x", "amount_cny": -5}, "amount_cny"),
        ("add_private_note", {"side": "applicant"}, "note"),
        ("add_private_note", {"side": "mediator", "note": "x"}, "side"),
        ("add_statement", {"text": "x", "party": "nobody"}, "party"),
        ("sign_agreement", {"sha256": "x", "file": "y"}, "file"),
    ],
)  # fmt: skip
def test_bad_input_is_named_and_nothing_is_half_written(office, action, data, field):
    table = laid(office)
    before = table.page()
    said = table.act(action, status=400, **data)
    assert said["field"].removeprefix("data.") == field
    assert said["detail_en"].isascii()
    after = table.page()
    assert after["version"] == before["version"]
    assert (after["proposals"], after["notes"], after["agreement_draft"]) == ([], [], None)


def test_performance_before_an_agreement_and_a_signature_without_one_are_refused(office):
    table = laid(office)
    table.act("record_performance", status=409, proof="收据", amount_cny=5)
    answer = table.mediator.tell(
        f"/matters/{table.code}/dispute/signatures", {"sha256": "x", "who": "mediator", "strokes": STROKES}
    )
    assert answer.json()["code"] == "wrong_state"


@pytest.mark.parametrize(
    "strokes", [[], [[1]], [[1, 2, 3]], [[5, 5]], [[0, 0, 5000, 5000]], [[-1, 0, 50, 50]], [[1, 2]] * 400]
)
def test_a_scrawl_is_no_signature(office, strokes):
    table = drafted(laid(office))
    sha = table.page()["agreement_draft"]["sha256"]
    body = {"sha256": sha, "who": "mediator", "strokes": strokes}
    answer = table.mediator.tell(f"/matters/{table.code}/dispute/signatures", body)
    assert answer.status_code == 400, answer.content.decode()
    assert table.page()["agreement_draft"]["signatures"] == []


def test_four_hundred_parties_are_told_to_name_representatives(office):
    crowd = [{"role": "respondent", "name": f"业主{n}"} for n in range(400)]
    for some in (crowd, crowd[:50]):
        body = {
            "text": "物业费",
            "channel": "walk_in",
            "category": "D0402",
            "requester": {"name": "a"},
            "parties": some,
        }
        answer = office["registrar"].tell("/matters", body)
        assert (answer.status_code, answer.json()["field"]) == (400, "parties")
    assert "代表人" in answer.json()["detail"]


def test_a_dispute_that_is_barred_has_no_table(office):
    made = office["registrar"].tell(
        "/matters",
        {
            "text": "家暴求助", "channel": "walk_in", "category": "D0208", "place": office.place, "accept": True,
            "requester": {"name": "甲", "phone": "13800001111"}, "parties": [{"role": "respondent", "name": "乙"}],
        },
    ).json()  # fmt: skip
    page = office["supervisor"].ask(f"/matters/{made['code']}/dispute").json()
    assert (page["mediable"], page["consented_at"], page["proposals"]) == (False, None, [])
    assert "police" in {one["route"] for one in page["routes"]}
    answer = office["registrar"].tell(f"/matters/{made['code']}/parties/x/link", {})
    assert answer.status_code == 409


# Statements, sign-in or the county's version included, beside BEGIN, COMMIT and set_config.
BUDGET = {"page": 5, "act": 3, "draft": 3, "hints": 2, "clauses": 3, "link": 4, "own": 5, "say": 4, "sign": 3}


@pytest.mark.parametrize("what", BUDGET)
def test_what_a_table_takes_of_the_database(office, statements, what):
    table = drafted(talked(laid(office)))
    way, secret = f"/matters/{table.code}/dispute", table.secrets["applicant"]
    sha, party = table.page()["agreement_draft"]["sha256"], table.parties["applicant"]
    calls = {
        "page": lambda: table.mediator.ask(way),
        "act": lambda: table.mediator.act(table.code, "add_private_note", side="applicant", note="x"),
        "draft": lambda: table.mediator.tell(f"{way}/draft", {"record": "x"}),
        "hints": lambda: table.mediator.tell(f"{way}/hints", {"clauses": ["x"]}),
        "clauses": lambda: table.mediator.ask(f"{way}/clauses"),
        "link": lambda: table.mediator.tell(f"/matters/{table.code}/parties/{party}/link", {}),
        "own": lambda: office["citizen"].ask(f"/public/party/{secret}"),
        "say": lambda: office["citizen"].tell(f"/public/party/{secret}/statement", {"text": "x"}),
        "sign": lambda: table.mediator.tell(
            f"{way}/signatures", {"sha256": sha, "who": "mediator", "strokes": STROKES}
        ),
    }
    office["mediator"].ask("/me")
    with statements() as said:
        answer = calls[what]()
    assert answer.status_code == 200, answer.content.decode()
    assert len(said) <= BUDGET[what], said
