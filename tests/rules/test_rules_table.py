"""What people say, note, propose, draft and sign at a table, and what is refused there."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from county import text
from hypothesis import given
from hypothesis import strategies as st
from test_rules_mediation import BOTH, RESPONDENT, YES, agreement, asked, mediating, refused, session, table
from walk import HALL, REQUESTER

from fengqiao.clocks import SHANGHAI
from fengqiao.matters import commands as c
from fengqiao.matters.dispute import Instalment
from fengqiao.matters.matter import Party
from fengqiao.matters.parties import settles_for, side_of, speaks_for
from fengqiao.matters.words import (
    AgreementForm,
    Answer,
    Authority,
    Proof,
    Proposer,
    Side,
    SignatureKind,
    Signer,
)
from fengqiao.mediation.clauses import WORDS, Lack, lacks
from fengqiao.mediation.schedule import next_part, parts, reminders
from fengqiao.mediation.signing import unsigned
from fengqiao.shared.refused import Refused
from fengqiao.shared.texts import NoteRef

PARTY = "citizen"
NOTE = NoteRef("n1", "d1")


def says(walk, moment, person, command):
    """A party's own act, through its own page."""
    return walk.do(f"2026-11-{moment}", PARTY, "", command, person=person)


def says_not(walk, moment, person, command, code):
    return walk.refuse(f"2026-11-{moment}", PARTY, "", command, code, person=person)


def draft(*instalments, **given) -> c.DraftAgreement:
    return c.DraftAgreement(**{"clauses": (text("a"), text("b")), "instalments": instalments} | given)


def part(day: str, amount: int) -> Instalment:
    return Instalment(date.fromisoformat(day), amount)


def sign(walk, moment, who, **given):
    kind = SignatureKind.SEAL if who == "committee_seal" else SignatureKind.DRAWN
    file = "" if who == "committee_seal" else "f"
    said = {"sha256": walk.matter.dispute.terms.sha256, "who": who, "kind": kind, "file": file} | given
    return table(walk, moment, c.SignAgreement(**said))


def signed(walk, moment="03 10:00", whos=("p1", "p2", "mediator", "committee_seal")):
    for who in whos:
        sign(walk, moment, who)
    return walk


# who speaks for whom

CHILD = Party(id="p3", role="respondent", minor=True)
GUARDIAN = Party(id="p4", role="guardian", speaks_for="p3")
AGENT = Party(id="p5", role="agent", speaks_for="p1", authority=Authority.GENERAL)
ADVOCATE = replace(AGENT, id="p6", authority=Authority.SPECIAL)
VOICE = Party(id="p7", role="representative", side=Side.RESPONDENT, people=30)
INTERPRETER = Party(id="p8", role="interpreter", language="维吾尔语")
EVERYBODY = (*BOTH, CHILD, GUARDIAN, AGENT, ADVOCATE, VOICE, INTERPRETER)


@pytest.mark.parametrize(
    ("person", "speaks", "settles", "side"),
    [
        ("p1", ("p1",), ("p1",), Side.APPLICANT),
        ("p2", ("p2",), ("p2",), Side.RESPONDENT),
        ("p3", ("p3",), (), Side.RESPONDENT),
        ("p4", ("p3",), ("p3",), Side.RESPONDENT),
        ("p5", ("p1",), (), Side.APPLICANT),
        ("p6", ("p1",), ("p1",), Side.APPLICANT),
        ("p7", ("p7",), ("p7",), Side.RESPONDENT),
        ("p8", (), (), None),
        ("p9", (), (), None),
    ],
)
def test_who_speaks_and_who_settles_for_whom(person, speaks, settles, side):
    matter = asked(parties=EVERYBODY).matter
    assert speaks_for(matter, person) == speaks
    assert settles_for(matter, person) == settles
    assert side_of(matter, person) is side


@pytest.mark.parametrize(
    ("party", "field"),
    [
        (Party(id="x", role="agent", speaks_for="p9"), "speaks_for"),
        (Party(id="x", role="guardian"), "speaks_for"),
        (Party(id="x", role="representative", people=9), "side"),
        (Party(id="x", role="representative", side=Side.APPLICANT, people=4), "people"),
        (Party(id="x", role="respondent", people=9), "people"),
        (Party(id="x", role="interpreter", language="很" * 65), "language"),
    ],
)
def test_a_party_whose_standing_makes_no_sense_is_refused(party, field):
    walk = asked()
    said = walk.refuse("2026-11-02 11:00", "registrar", HALL, c.AddParty(party=party), "invalid_data")
    assert said.field == field


def test_the_party_that_is_one_too_many_is_told_of_representatives():
    crowd = tuple(Party(id=f"q{n}", role="respondent") for n in range(49))
    walk = asked(parties=(REQUESTER, *crowd))
    said = walk.refuse("2026-11-02 11:00", "registrar", HALL, c.AddParty(party=RESPONDENT), "invalid_data")
    assert "代表人" in said.zh


# own consent


def test_each_party_says_itself_whether_it_agrees():
    walk = asked()
    assert says(walk, "02 11:00", "p1", c.AnswerConsent(answer=Answer.AGREE)) == ["ConsentRecorded"]
    assert walk.state == "consent_pending"
    says(walk, "02 11:10", "p2", c.AnswerConsent(answer=Answer.AGREE))
    assert walk.state == "mediating"
    assert walk.matter.dispute.handled_by == ()


def test_a_party_that_refuses_or_leaves_ends_it():
    walk = asked()
    says(walk, "02 11:00", "p2", c.AnswerConsent(answer=Answer.REFUSE))
    assert walk.state == "failed"
    walk = mediating()
    says(walk, "03 09:00", "p2", c.FailMediation(reason=text()))
    assert walk.state == "failed"


def test_nobody_answers_for_somebody_else():
    walk = asked(parties=EVERYBODY)
    for person in ("p3", "p5", "p8"):
        says_not(walk, "02 11:00", person, c.AnswerConsent(answer=Answer.AGREE), "not_allowed_for_post")
    says_not(walk, "02 11:00", "p1", c.AnswerConsent(answer=Answer.AGREE, party="p2"), "not_allowed_for_post")
    says_not(walk, "02 11:00", "p9", c.AnswerConsent(answer=Answer.AGREE), "not_involved_unit")
    says(walk, "02 11:00", "p4", c.AnswerConsent(answer=Answer.AGREE))
    says(walk, "02 11:00", "p6", c.AnswerConsent(answer=Answer.AGREE))
    assert [one.party for one in walk.matter.stage.answers] == ["p3", "p1"]


def test_a_minor_consents_through_its_guardian_only():
    walk = asked(parties=(REQUESTER, CHILD))
    assert refused(walk, "02 11:00", YES, "invalid_data").field == "guardian"
    walk.do("2026-11-02 11:10", "registrar", HALL, c.AddParty(party=GUARDIAN))
    table(walk, "02 11:20", YES)
    assert walk.state == "mediating"


# statements, notes, points


def test_a_statement_is_the_own_until_it_is_shared():
    walk = mediating()
    says(walk, "03 09:00", "p1", c.AddStatement(text=text("mine")))
    table(walk, "03 09:05", c.AddStatement(text=text("theirs"), party="p2", shared=True))
    assert [(one.party, one.shared) for one in walk.matter.dispute.statements] == [
        ("p1", False),
        ("p2", True),
    ]
    says_not(walk, "03 09:06", "p2", c.ShareStatement(statement=1), "invalid_data")
    assert says(walk, "03 09:07", "p1", c.ShareStatement(statement=1)) == ["StatementShared"]
    assert says(walk, "03 09:08", "p1", c.ShareStatement(statement=1)) == []
    assert all(one.shared for one in walk.matter.dispute.statements)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (c.AddStatement(text=None, party="p1"), "text"),
        (c.AddStatement(text=text(), party="p9"), "party"),
        (c.AddStatement(text=text()), "party"),
        (c.ShareStatement(statement=1), "statement"),
        (c.AddPrivateNote(side=None, note=NOTE), "side"),
        (c.AddPrivateNote(side=Side.APPLICANT, note=None), "note"),
        (c.NotePoint(text=None), "text"),
        (c.NotePoint(text=text(), amount_cny=-1), "amount_cny"),
        (c.DropPoint(point=1), "point"),
        (c.MakeProposal(text=None), "text"),
        (c.MakeProposal(text=text(), counter_to=7), "counter_to"),
        (c.AnswerProposal(proposal=1, accept=True, side=Side.APPLICANT), "proposal"),
        (c.AnswerProposal(proposal=1, accept=True), "side"),
        (draft(clauses=()), "clauses"),
        (draft(templates=("x",)), "templates"),
        (draft(part("2026-11-20", 5)), "amount_cny"),
        (draft(part("2026-11-20", 5), amount_cny=6), "instalments"),
        (draft(part("2026-11-20", 5), part("2026-11-20", 1), amount_cny=6), "instalments"),
        (draft(part("2026-11-01", 6), amount_cny=6), "instalments"),
        (draft(part("2026-11-20", 0), amount_cny=0), "instalments"),
        (draft(part("2026-11-20", 6), amount_cny=6, perform_by=date(2026, 11, 21)), "perform_by"),
        (draft(perform_by=date(2026, 11, 1)), "perform_by"),
        (session(attendees=2, present=("p9",)), "present"),
        (session(held_at=datetime(2026, 11, 3, 10, 1, tzinfo=SHANGHAI)), "held_at"),
        (session(held_at=datetime(2026, 11, 2, 10, 59, tzinfo=SHANGHAI)), "held_at"),
    ],
)
def test_what_is_missing_or_wrong_at_the_table_is_named(command, field):
    assert refused(mediating(), "03 10:00", command, "invalid_data").field == field


@pytest.mark.parametrize(
    "command",
    [
        c.AddPrivateNote(side=Side.APPLICANT, note=NOTE),
        c.MakeProposal(text=text()),
        c.NotePoint(text=text()),
        draft(),
        c.SignAgreement(sha256=""),
    ],
)
def test_nothing_of_it_before_every_party_agreed(command):
    refused(asked(), "02 11:00", command, "consent_missing")


def test_a_private_note_is_the_mediators_to_write():
    walk = mediating()
    assert table(walk, "03 09:00", c.AddPrivateNote(side=Side.APPLICANT, note=NOTE)) == ["PrivateNoteAdded"]
    says_not(walk, "03 09:01", "p1", c.AddPrivateNote(side=Side.APPLICANT, note=NOTE), "not_allowed_for_post")


def test_a_point_that_is_dropped_stays_on_record():
    walk = mediating()
    table(walk, "03 09:00", c.NotePoint(text=text(), amount_cny=2000))
    table(walk, "03 09:10", c.DropPoint(point=1))
    (point,) = walk.matter.dispute.points
    assert (point.amount_cny, point.dropped_at is not None) == (2000, True)
    assert refused(walk, "03 09:11", c.DropPoint(point=1), "invalid_data").field == "point"


def test_a_session_of_the_day_before_says_when_it_was_and_who_was_there():
    walk = mediating()
    held = datetime(2026, 11, 2, 15, 0, tzinfo=SHANGHAI)
    table(walk, "03 09:00", session(held_at=held, present=("p1", "p2")))
    (one,) = walk.matter.dispute.sessions
    assert (one.held_at, one.present, one.at > held) == (held, ("p1", "p2"), True)


# proposals


def states(walk):
    return [one.state.value for one in walk.matter.dispute.proposals]


def test_a_proposal_of_one_side_is_taken_or_declined_by_the_other():
    walk = mediating()
    says(walk, "03 09:00", "p1", c.MakeProposal(text=text(), amount_cny=5000))
    says_not(walk, "03 09:01", "p1", c.AnswerProposal(proposal=1, accept=True), "invalid_data")
    says(walk, "03 09:02", "p2", c.MakeProposal(text=text(), amount_cny=3000, counter_to=1))
    assert states(walk) == ["countered", "open"]
    says_not(walk, "03 09:03", "p2", c.AnswerProposal(proposal=1, accept=True), "invalid_data")
    says(walk, "03 09:04", "p1", c.AnswerProposal(proposal=2, accept=True))
    assert states(walk) == ["countered", "accepted"]


def test_the_mediators_proposal_needs_both():
    walk = mediating()
    table(walk, "03 09:00", c.MakeProposal(text=text()))
    table(walk, "03 09:01", c.AnswerProposal(proposal=1, accept=True, side=Side.APPLICANT))
    assert states(walk) == ["open"]
    says(walk, "03 09:02", "p2", c.AnswerProposal(proposal=1, accept=True))
    assert states(walk) == ["accepted"]
    table(walk, "03 09:03", c.MakeProposal(text=text()))
    says(walk, "03 09:04", "p2", c.AnswerProposal(proposal=2, accept=False))
    assert states(walk) == ["accepted", "declined"]


def test_what_is_told_to_the_mediator_alone_is_not_there_for_the_other_side():
    walk = mediating()
    says(walk, "03 09:00", "p1", c.MakeProposal(text=text(), to_both=False))
    for command in (
        c.AnswerProposal(proposal=1, accept=True),
        c.MakeProposal(text=text(), counter_to=1),
    ):
        assert "没有" in says_not(walk, "03 09:01", "p2", command, "invalid_data").zh
    says_not(walk, "03 09:02", "p1", c.MakeProposal(text=text(), by=Proposer.MEDIATOR), "invalid_data")


def test_an_agent_without_special_authority_speaks_and_settles_nothing():
    walk = mediating(parties=(*BOTH, AGENT))
    table(walk, "03 09:00", c.MakeProposal(text=text()))
    says(walk, "03 09:01", "p5", c.AddStatement(text=text()))
    assert walk.matter.dispute.statements[0].party == "p1"
    says_not(walk, "03 09:02", "p5", c.AnswerProposal(proposal=1, accept=True), "not_allowed_for_post")


# the agreement


def test_a_signed_version_is_concluded_as_it_stands():
    walk = mediating()
    table(walk, "03 09:00", draft(part("2026-11-20", 700), part("2026-12-20", 1300), amount_cny=2000))
    assert unsigned(walk.matter) == ("p1", "p2", "mediator", "committee_seal")
    conclude = c.ConcludeAgreement(form=AgreementForm.WRITTEN, content=None)
    assert refused(walk, "03 09:30", conclude, "invalid_data").field == "signed_by"
    says(
        walk,
        "03 09:40",
        "p1",
        c.SignAgreement(sha256=walk.matter.dispute.terms.sha256, kind=SignatureKind.DRAWN, file="f"),
    )
    signed(walk, whos=("p2", "mediator", "committee_seal"))
    for field, value in (("amount_cny", 1), ("perform_by", date(2027, 1, 1))):
        said = refused(walk, "03 10:30", replace(conclude, **{field: value}), "invalid_data")
        assert said.field == field
    table(walk, "03 11:00", conclude)
    found = walk.matter.dispute.agreement
    assert (walk.state, found.amount_cny, found.perform_by) == ("performing", 2000, date(2026, 12, 20))
    assert (found.signed_by, found.terms.version, len(found.signatures)) == (tuple(Signer), 1, 4)


def test_a_changed_clause_voids_every_signature():
    walk = mediating()
    table(walk, "03 09:00", draft())
    signed(walk)
    before = walk.matter.dispute.terms
    table(walk, "03 10:10", draft(clauses=(text("a"), text("c"))))
    after = walk.matter.dispute
    assert (after.terms.version, after.signatures) == (2, ())
    assert after.terms.sha256 != before.sha256
    said = refused(walk, "03 10:20", c.SignAgreement(sha256=before.sha256, who="p1"), "invalid_data")
    assert said.field == "sha256"
    refused(walk, "03 10:30", c.ConcludeAgreement(form=AgreementForm.WRITTEN, content=None), "invalid_data")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"sha256": "0"}, "sha256"),
        ({"who": ""}, "who"),
        ({"who": "p9"}, "who"),
        ({"file": ""}, "file"),
        ({"kind": None}, "kind"),
        ({"kind": SignatureKind.SEAL}, "kind"),
    ],
)
def test_a_signature_that_is_none(given, field):
    walk = mediating()
    table(walk, "03 09:00", draft())
    said = {"sha256": walk.matter.dispute.terms.sha256, "who": "p1", "kind": SignatureKind.DRAWN, "file": "f"}
    assert refused(walk, "03 10:00", c.SignAgreement(**said | given), "invalid_data").field == field


def test_nobody_signs_twice_or_without_an_agreement():
    walk = mediating()
    refused(walk, "03 09:00", c.SignAgreement(sha256="", who="p1"), "wrong_state")
    table(walk, "03 09:10", draft())
    sign(walk, "03 09:20", "p1")
    with pytest.raises(Refused) as said:
        sign(walk, "03 09:30", "p1")
    assert said.value.field == "who"
    says_not(
        walk,
        "03 09:40",
        "p2",
        c.SignAgreement(sha256=walk.matter.dispute.terms.sha256, who="p1"),
        "not_allowed_for_post",
    )


def test_a_group_is_bound_by_its_representative():
    crowd = tuple(Party(id=f"q{n}", role="respondent") for n in range(5))
    walk = mediating(parties=(REQUESTER, *crowd))
    assert refused(walk, "03 09:00", draft(), "invalid_data").field == "parties"
    walk = mediating(parties=(REQUESTER, *crowd, VOICE))
    table(walk, "03 09:00", draft())
    signed(walk, whos=("p1", "p7", "mediator", "committee_seal"))
    assert unsigned(walk.matter) == ()


def test_an_oral_agreement_is_built_without_signatures():
    walk = mediating()
    table(walk, "03 09:00", draft(amount_cny=300))
    table(walk, "03 10:00", c.ConcludeAgreement(form=AgreementForm.ORAL, content=None))
    assert (walk.state, walk.matter.dispute.agreement.amount_cny) == ("agreed", 300)


# performance


def owing(*instalments, amount=2000):
    walk = mediating()
    table(walk, "03 09:00", draft(*instalments, amount_cny=amount))
    signed(walk)
    table(walk, "03 11:00", c.ConcludeAgreement(form=AgreementForm.WRITTEN, content=None))
    return walk


def pay(walk, moment, amount):
    return table(walk, moment, c.RecordPerformance(proof=text(), kind=Proof.RECEIPT, amount_cny=amount))


def test_payments_fill_the_earliest_instalment_first_and_the_last_one_ends_it():
    walk = owing(part("2026-11-20", 700), part("2026-12-20", 1300))
    pay(walk, "10 09:00", 1000)
    assert [one.paid_cny for one in parts(walk.matter.dispute)] == [700, 300]
    assert next_part(walk.matter.dispute).open_cny == 1000
    assert walk.state == "performing"
    pay(walk, "11 09:00", 1000)
    assert (walk.state, next_part(walk.matter.dispute)) == ("performed", None)


def test_both_sides_are_reminded_before_each_day_and_never_of_what_is_paid():
    walk = owing(part("2026-11-05", 200), part("2026-11-20", 500), part("2026-12-20", 1300))
    pay(walk, "04 08:00", 200)
    walk.until("2026-12-31 12:00")
    reminded = [(one.at.astimezone(SHANGHAI).date(), one.event.due) for one in walk.recorded if type(one.event).__name__ == "PerformanceReminded"]  # fmt: skip
    assert reminded == [
        (date(2026, 11, 17), date(2026, 11, 20)),
        (date(2026, 12, 17), date(2026, 12, 20)),
    ]


def test_one_day_for_all_of_it_is_reminded_of_too_and_what_is_near_a_day_before():
    walk = mediating()
    table(walk, "03 09:00", agreement(perform_by=date(2026, 11, 5)))
    walk.until("2026-11-06 12:00")
    assert [one.due for one in walk.events("PerformanceReminded")] == [date(2026, 11, 5)]
    walk = mediating()
    table(walk, "03 09:30", agreement(perform_by=date(2026, 11, 4)))
    assert list(reminders(walk.matter.dispute)) == []


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=8), st.integers(0, 10**7))
def test_what_was_paid_is_never_more_or_less_than_what_the_parts_show(amounts, paid):
    walk = OWING
    terms = replace(
        walk.matter.dispute.terms,
        instalments=tuple(Instalment(date(2027, 1, n + 1), amount) for n, amount in enumerate(amounts)),
        amount_cny=sum(amounts),
    )
    done = walk.matter.dispute.performances[0]
    dispute = replace(
        walk.matter.dispute,
        agreement=replace(walk.matter.dispute.agreement, terms=terms, amount_cny=sum(amounts)),
        performances=(replace(done, amount_cny=paid),),
    )
    shown = parts(dispute)
    assert sum(one.paid_cny for one in shown) == min(paid, sum(amounts))
    assert all(0 <= one.paid_cny <= one.amount_cny for one in shown)
    full = [one.open_cny == 0 for one in shown]
    assert full == sorted(full, reverse=True)


def _owing():
    walk = owing(part("2026-11-20", 700), part("2026-12-20", 1300))
    pay(walk, "10 09:00", 10)
    return walk


OWING = _owing()


# what a clause lacks

WHOLE = "乙方于2026年12月1日前向甲方支付货款2000元(大写:贰仟元整),以银行转账凭证为证。"


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        (WHOLE, ()),
        (WHOLE.replace("乙方", "").replace("甲方", "其"), ("who",)),
        (WHOLE.replace("2000元(大写:贰仟元整)", ""), ("amount",)),
        (WHOLE.replace("于2026年12月1日前", ""), ("deadline",)),
        (WHOLE.replace(",以银行转账凭证为证", ""), ("proof",)),
        ("乙方于2026年12月1日前尽快修复漏水处。", ("vague",)),
        ("甲乙双方同意。", ("what",)),
        ("乙方应在7日内修复漏水处,由甲方验收签字。", ()),
        ("双方互不再追究。", ()),
        ("本协议一式三份,自双方签名之日起生效。", ()),
        ("{付款人}于{日期}前付清", ("gap", "who", "amount", "deadline", "proof")),
    ],
)
def test_what_a_clause_lacks_to_be_performed_and_checked(clause, found):
    assert tuple(one.value for one in lacks(clause)) == found


def test_every_lack_has_words_in_both_languages():
    assert set(WORDS) == set(Lack)
    assert all(zh and en and not zh.isascii() and en.isascii() for zh, en in WORDS.values())


@given(st.text(max_size=300))
def test_no_clause_breaks_the_reading(clause):
    found = lacks(clause)
    assert len(set(found)) == len(found)
