"""One glossary for code and screen, and names that must stand nowhere (DOMAIN 6.3, section 8; STYLE 2)."""

import ast
import re
from enum import StrEnum
from pathlib import Path

import pytest
from django.apps import apps

from fengqiao.clocks import Light
from fengqiao.insight import words as screen
from fengqiao.matters import categories, commands
from fengqiao.matters import words as trade
from fengqiao.people.actors import Post
from fengqiao.people.mediators import Sector
from fengqiao.people.units import Level
from fengqiao.places.rooms import RoomKind
from fengqiao.shared.forbidden import FORBIDDEN_NAMES, forbidden

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/fengqiao"
ENTRIES = [ROOT / "frontend" / name for name in ("shared", "staff", "citizen", "patrol", "screen")]

# DOMAIN 2.2, 2.3, 2.9, 4 and RULINGS 20, 27, 28, 32, 41, word for word.
GLOSSARY = {
    trade.State: """registered verifying accepted dispatched in_progress consent_pending mediating agreed performing
        performed failed diverted shelved pending_review resolved closed archived rejected merged transferred withdrawn""",
    trade.OrderState: "issued signed submitted approved rework return_requested returned cancelled",
    trade.OrderRole: "lead assist route",
    # DOMAIN 2.9, and who else sits at a table: of a group, of a child, of a language.
    trade.PartyRole: "applicant respondent agent affected representative guardian interpreter",
    trade.Authority: "general special",
    trade.Proposer: "applicant respondent mediator",
    trade.ProposalState: "open accepted declined countered",
    trade.SignatureKind: "drawn scanned seal",
    trade.Side: "applicant respondent",
    trade.Signer: "applicant respondent mediator committee_seal",
    trade.Answer: "agree refuse",
    trade.SessionResult: "no_agreement adjourned",
    trade.SessionMode: "room visit video phone",
    trade.BookingPurpose: "mediation counselling",
    trade.MediatorWish: "choose refuse",
    trade.AgreementForm: "written oral",
    trade.PerformanceMode: "immediate deferred",
    trade.Proof: "receipt bank_slip transfer photo other",
    trade.Route: """arbitration litigation litigation_fast_track reconsideration administrative_ruling petition police
        labour_arbitration land_arbitration labour_inspection procuratorate_supervision
        administrative_litigation consumer_complaint medical_appraisal legal_aid""",  # DOMAIN 2.6 and the last ours
    trade.Docking: "court police procuratorate petition",
    trade.Ruling: "confirmed refused",
    trade.Channel: """walk_in phone hotline_12345 police_110 police_instruction mini_program snapshot web letter
        grid_patrol leader_instruction petition court_referral procuratorate_referral national_wage_platform
        complaint_12315 media ai_camera drone sensor vehicle superior_platform wechat_group""",
    trade.RejectReason: """outside_area other_branch emergency_number other_procedure handled_no_new_fact
        unlawful_content not_enough_information""",
    trade.Solved: "true partly false",
    trade.Satisfaction: "satisfied basically_satisfied dissatisfied not_rated",
    trade.Visibility: "normal restricted",
    trade.VisitState: "due done skipped unreached",
    trade.Letter: "urge supervise circulate",
    trade.WhistleKind: "emergency joint",
    trade.WhistleRating: "满意 基本满意 不满意",
    trade.CaseRisk: "red orange yellow blue",
    trade.GridFound: "point_in_polygon chosen none",
    trade.PauseCause: "shelved material appraisal",
    trade.Decision: "pending approved refused lapsed",  # the last is ours: nobody decided it in time
    trade.CloseReason: "confirmed no_requester unreached explained",
    trade.Trigger: "overdue whistle review_missed dissatisfied_again reply_missed supervisor",
    categories.Kind: """dispute city_event city_component hazard consultation help complaint request report
        suggestion""",
    categories.Urgency: "normal urgent",
    Post: """citizen registrar dispatcher coordinator analyst mediator handler town_dispatcher grid_worker supervisor
        duty_leader unit_leader leader auditor privacy_officer administrator system""",
    Level: "village town county city",
    Light: "green yellow red",
}

# DOMAIN section 8 and 1.2: the exact labels, so that users recognise their work.
LABELS = {
    "state": """registered=待受理 accepted=待交办 dispatched=待签收 in_progress=办理中 pending_review=待审核
        resolved=待回访 closed=已办结 archived=已归档 rejected=不予受理 merged=已并案 transferred=已移送
        withdrawn=已撤回 shelved=挂账 verifying=待核实
        consent_pending=征询调解意愿 mediating=调解中 agreed=达成协议 performing=履行中 performed=履行完毕 failed=调解不成
        diverted=已导入法定途径""",
    "action": """register=登记 accept=受理 reject=不予受理 dispatch=交办 sign=签收 request_return=退单
        request_extension=申请延期 hold_consultation=会商 whistle=吹哨 report_in=报到 assign_leader_case=包案
        strike_off=销号 urge=催办 supervise=督办 circulate=通报 record_visit=回访 reopen=重办 archive=归档 merge=并案""",
    "satisfaction": "satisfied=满意 basically_satisfied=基本满意 dissatisfied=不满意 not_rated=未评价",
    "solved": "true=已解决 partly=部分解决 false=未解决",
    "view": "todo=我的待办 soon=即将到期 overdue=已逾期 supervised=督办件 instructed=领导批示件",
    "order_role": "lead=主办 assist=协办",
}
SHOWN = {
    "state": trade.State, "kind": categories.Kind, "channel": trade.Channel, "order_state": trade.OrderState,
    "order_role": trade.OrderRole, "urgency": categories.Urgency, "visibility": trade.Visibility, "level": Level,
    "post": Post, "reject_reason": trade.RejectReason, "solved": trade.Solved, "satisfaction": trade.Satisfaction,
    "letter": trade.Letter, "trigger": trade.Trigger, "whistle_kind": trade.WhistleKind,
    "case_risk": trade.CaseRisk, "close_reason": trade.CloseReason, "pause_cause": trade.PauseCause,
    "decision": trade.Decision, "party_role": trade.PartyRole, "answer": trade.Answer,
    "side": trade.Side, "signer": trade.Signer, "authority": trade.Authority, "proposer": trade.Proposer,
    "proposal_state": trade.ProposalState, "signature_kind": trade.SignatureKind,
    "session_result": trade.SessionResult, "session_mode": trade.SessionMode, "booking_purpose": trade.BookingPurpose,
    "mediator_wish": trade.MediatorWish, "room_kind": RoomKind, "sector": Sector, "agreement_form": trade.AgreementForm,
    "performance_mode": trade.PerformanceMode, "proof": trade.Proof, "route": trade.Route, "ruling": trade.Ruling,
    "docking": trade.Docking, "ratings": trade.WhistleRating,
}  # fmt: skip
AVOIDED = ("维稳", "重点人员", "管控", "用户")


@pytest.mark.parametrize("enum", GLOSSARY, ids=lambda enum: enum.__name__)
def test_an_enum_holds_the_words_of_the_glossary(enum):
    assert sorted(one.value for one in enum) == sorted(GLOSSARY[enum].split())


def test_no_enum_of_the_trade_is_outside_the_glossary():
    ours = {
        thing
        for module in (trade, categories, commands)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum
    }
    assert ours <= {*GLOSSARY, categories.Lane, categories.Holder}


@pytest.mark.parametrize("table", SHOWN)
def test_every_word_of_the_trade_is_shown_in_both_languages(table):
    labels = screen.TABLES[table]
    assert set(labels) == set(SHOWN[table])
    assert all(zh and en and not zh.isascii() and en.isascii() for zh, en in labels.values())


@pytest.mark.parametrize("table", LABELS)
def test_the_screen_uses_the_exact_words(table):
    for pair in LABELS[table].split():
        code, zh = pair.split("=")
        assert screen.TABLES[table][code][0] == zh


def test_words_that_the_interface_avoids():
    shown = [zh for table in screen.TABLES.values() for zh, _ in table.values()]
    shown += [file.read_text(encoding="utf-8") for entry in ENTRIES for file in entry.rglob("zh.ts")]
    assert len(shown) > 250
    assert [word for word in AVOIDED for text in shown if word in text] == []


# names that stand nowhere


def python_names() -> list[str]:
    """Every class, field of a class and keyword of a call's dict in the source."""
    found = []
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.append(node.name)
                for line in node.body:
                    if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                        found.append(line.target.id)
                    elif isinstance(line, ast.Assign):
                        found += [target.id for target in line.targets if isinstance(target, ast.Name)]
    return found


def sql_names() -> list[str]:
    """Every word of the ledger's SQL outside comments: tables, columns, functions."""
    return [
        word
        for file in SOURCE.rglob("*.sql")
        for line in file.read_text(encoding="utf-8").splitlines()
        for word in re.findall(r"[a-z_][a-z0-9_]*", line.partition("--")[0])
    ]


def model_names() -> list[str]:
    """Every table and column that Django makes."""
    return [
        name
        for model in apps.get_models()
        for name in (model._meta.db_table, *(field.name for field in model._meta.get_fields()))
    ]


def frontend_names() -> list[str]:
    """Every field that the front end declares or sends."""
    return [
        word
        for entry in ENTRIES
        for file in entry.rglob("*")
        if file.suffix in {".ts", ".vue"}
        for word in re.findall(r"\b([A-Za-z_]\w*)\??:", file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(
    ("names", "least"), [(python_names, 1000), (sql_names, 1000), (model_names, 200), (frontend_names, 200)]
)
def test_no_forbidden_name_stands_anywhere(names, least):
    found = names()
    assert len(found) > least
    assert forbidden(dict.fromkeys(found)) == ()


@pytest.mark.parametrize("name", FORBIDDEN_NAMES)
def test_the_linter_finds_a_name_in_any_spelling(name):
    camel = "".join(part.title() for part in name.split("_"))
    for spelling in (
        name,
        name.upper(),
        camel,
        f"old_{name}",
        f"{name}_code",
        f"is-{name.replace('_', '-')}",
    ):
        assert forbidden([spelling]) == (spelling,), spelling


def test_the_linter_leaves_ordinary_names_alone():
    ordinary = (
        "checked_in_time",
        "party_count",
        "religious",
        "gaiters",
        "case_risk",
        "place",
        "priority",
        "stage",
    )
    assert forbidden(ordinary) == ()
    assert forbidden(["a", "face_id", "b", "gait"]) == ("face_id", "gait")


def test_the_linter_knows_what_domain_forbids():
    assert {"religion", "ethnicity", "political_status", "face_vector", "person_risk_score"} <= set(
        FORBIDDEN_NAMES
    )
