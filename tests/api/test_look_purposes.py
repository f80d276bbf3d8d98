"""Why a sealed person was opened is said in the reader's language."""

import pytest

from fengqiao.desk import dockings, rights, worker
from fengqiao.desk.papers import binding, material
from fengqiao.directory.snapshot import county
from fengqiao.insight.papers import purpose_of_look
from fengqiao.insight.words import LOOK_PURPOSE

pytestmark = pytest.mark.database


def test_every_purpose_of_the_system_has_its_words():
    said = {
        dockings.PURPOSE,
        rights.PURPOSE,
        worker.NOTICE_PURPOSE,
        binding.PURPOSE,
        material.PURPOSE,
    }
    assert said <= set(LOOK_PURPOSE)
    assert all(zh == code and en.isascii() for code, (zh, en) in LOOK_PURPOSE.items())


@pytest.mark.parametrize(
    ("language", "offered", "own"),
    [("zh", "回访诉求人", "核对门牌号"), ("en", "Return call", "核对门牌号")],
)
def test_the_requester_reads_why_somebody_looked(office, language, offered, own):
    made = (
        office["registrar"]
        .tell(
            "/matters",
            {
                "text": "路灯不亮了",
                "channel": "phone",
                "category": "P0301",
                "place": office.place,
                "requester": {"name": "翁小明", "phone": "13812341234"},
            },
        )
        .json()
    )
    party = office["registrar"].ask(f"/matters/{made['code']}").json()["requester"]["party"]
    for purpose in ("回访诉求人", own):
        body = {"party": party, "purpose": purpose}
        assert office["registrar"].tell(f"/matters/{made['code']}/reveal", body).status_code == 200
    seen = office["citizen"].get(
        f"/api/v1/public/track/{made['secret']}", headers={"Accept-Language": language}
    )
    assert {offered, own} <= {look["purpose"] for look in seen.json()["access"]}


def test_a_paper_that_was_opened_is_named(office):
    known = county(office.county.tenant)
    assert purpose_of_look("SLIP_ACCEPT", known, english=False) == "打开《受理单》"
    assert purpose_of_look("SLIP_ACCEPT", known, english=True) == "opening “Acceptance slip”"
