"""RULINGS 40: of several refusals post answers first, then ban, state, unit and separation, limit, reason, basis, data.

Each case adds one fault at a time, from the last to the first: the code that is answered changes every time.
"""

import pytest
from county import facts, text
from walk import CENTRE, COORD, HALL, RETURN, SUPERVISION, Walk, day, resolved, signed

from fengqiao.lifecycle.law import LAW
from fengqiao.matters import commands as c
from fengqiao.matters.matter import Place
from fengqiao.matters.words import Letter
from fengqiao.people.actors import Post


def test_a_return():
    empty = c.RequestReturn(reason=None)
    walk = signed()
    moment = "2026-11-02 11:00"
    own = c.RequestReturn(reason=text(), suggested="HOUSING")
    walk.refuse(moment, "handler", "HOUSING", own, "invalid_data")
    walk.refuse(moment, "handler", "HOUSING", c.RequestReturn(reason=text()), "return_needs_basis")
    walk.refuse(moment, "handler", "HOUSING", empty, "reason_required")
    over = "2026-11-03 17:31"
    signed().refuse(over, "handler", "HOUSING", empty, "return_window_closed")
    signed().refuse(over, "handler", "POWER", empty, "not_involved_unit")
    reviewed = signed().submit(moment, "HOUSING")
    reviewed.refuse(over, "handler", "POWER", empty, "wrong_state")
    ruled = signed()
    ruled.do(moment, "coordinator", COORD, c.RuleLead(lead="HOUSING", basis=text()))
    ruled.submit("2026-11-02 12:00", "HOUSING")
    ruled.refuse(over, "handler", "POWER", empty, "further_return_forbidden")
    ruled.refuse(over, "supervisor", "POWER", empty, "not_allowed_for_post")


def test_a_dispatch():
    mediators = c.Dispatch(lead="MC_FAMILY", co=("MC_FAMILY",))
    twice = c.Dispatch(lead="POWER", co=("POWER",))
    walk = Walk().register("2026-11-02 09:00", "D0208")
    walk.refuse("2026-11-02 09:01", "dispatcher", COORD, twice, "invalid_data")
    away = Walk().register("2026-11-02 09:00", "D0208", place=Place(area="331181102"))
    away.refuse("2026-11-02 09:01", "dispatcher", "TOWN_CENTER", twice, "not_involved_unit")
    waiting = Walk().register("2026-11-02 09:00", "D0208", accept=False)
    waiting.refuse("2026-11-02 09:01", "dispatcher", COORD, twice, "wrong_state")
    waiting.refuse(
        "2026-11-02 09:01", "dispatcher", COORD, mediators, "mediation_forbidden_for_domestic_violence"
    )
    waiting.refuse("2026-11-02 09:01", "handler", COORD, mediators, "not_allowed_for_post")
    waiting.refuse("2026-11-02 09:01", "town_dispatcher", "TOWN_CENTER", mediators, "not_allowed_for_post")


def test_an_extension():
    wrong, silent = c.RequestExtension(99, "hour", text()), c.RequestExtension(99, "hour", None)
    signed().refuse("2026-11-03 10:00", "handler", "HOUSING", wrong, "invalid_data")
    signed().refuse("2026-11-03 10:00", "handler", "HOUSING", silent, "reason_required")
    walk = signed()
    walk.do("2026-11-03 10:00", "handler", "HOUSING", c.RequestExtension(1, "working_day", text()))
    walk.do("2026-11-03 11:00", "supervisor", SUPERVISION, c.ApproveExtension())
    walk.refuse("2026-11-04 10:00", "handler", "HOUSING", silent, "extension_limit_reached")
    walk.refuse("2026-11-18 10:00", "handler", "HOUSING", silent, "extension_after_due")
    walk.refuse("2026-11-18 10:00", "handler", "POWER", silent, "not_involved_unit")
    walk.submit("2026-11-18 11:00", "HOUSING")
    walk.refuse("2026-11-18 12:00", "handler", "POWER", silent, "wrong_state")
    walk.refuse("2026-11-18 12:00", "dispatcher", "POWER", silent, "not_allowed_for_post")


def test_an_approval():
    wrong = c.Approve(inspection="x")
    walk = signed().submit("2026-11-02 11:00", "HOUSING")
    walk.refuse("2026-11-02 12:00", "supervisor", SUPERVISION, wrong, "invalid_data")
    walk.refuse("2026-11-02 12:00", "supervisor", "HOUSING", wrong, "own_result_not_approvable")
    away = signed(place=Place(area="331181102")).submit("2026-11-02 11:00", "HOUSING")
    away.refuse("2026-11-02 12:00", "supervisor", "TOWN_GOV", wrong, "not_involved_unit")
    signed().refuse("2026-11-02 12:00", "supervisor", "HOUSING", wrong, "wrong_state")
    signed().refuse("2026-11-02 12:00", "handler", "HOUSING", wrong, "not_allowed_for_post")


def test_a_reopening():
    silent = c.Reopen()
    walk = resolved()
    walk.refuse("2026-11-03 09:00", "supervisor", SUPERVISION, silent, "reason_required")
    for hour in ("03", "04"):
        walk.do(f"2026-11-{hour} 10:00", "supervisor", SUPERVISION, c.Reopen(reason=text()))
        walk.submit(f"2026-11-{hour} 11:00", "MUNICIPAL").approve(f"2026-11-{hour} 12:00")
    walk.refuse("2026-11-05 09:00", "supervisor", SUPERVISION, silent, "reopen_limit_reached")
    walk.refuse("2026-11-05 09:00", "supervisor", "", silent, "not_involved_unit")
    signed().refuse("2026-11-05 09:00", "supervisor", "", silent, "wrong_state")
    signed().refuse("2026-11-05 09:00", "citizen", "", silent, "not_allowed_for_post")


def test_a_shelving():
    late = c.RequestShelve(reason=text(), plan=text(), next_review=day("2027-11-02"))
    silent = c.RequestShelve(reason=None, plan=None, next_review=None)
    signed().refuse("2026-11-03 10:00", "handler", "HOUSING", late, "invalid_data")
    signed().refuse("2026-11-03 10:00", "handler", "HOUSING", silent, "reason_required")
    signed().refuse("2026-11-03 10:00", "handler", "POWER", silent, "not_involved_unit")
    waiting = Walk().register("2026-11-02 09:00", "R0302")
    waiting.refuse("2026-11-02 09:01", "handler", "POWER", silent, "wrong_state")
    waiting.refuse("2026-11-02 09:01", "supervisor", "POWER", silent, "not_allowed_for_post")


def test_a_result():
    nothing = c.SubmitResult(reply=None)
    walk = signed("P0108", "MUNICIPAL", "POWER", photos=1).sign("2026-11-02 10:10", "POWER")
    walk.refuse("2026-11-02 11:00", "handler", "MUNICIPAL", nothing, "assists_unfinished")
    walk.do("2026-11-02 11:00", "supervisor", SUPERVISION, c.WaiveAssist(unit="POWER", reason=text()))
    walk.refuse("2026-11-02 11:01", "handler", "MUNICIPAL", nothing, "photos_required")
    walk.refuse(
        "2026-11-02 11:01", "handler", "MUNICIPAL", c.SubmitResult(reply=None, photos_after=1), "invalid_data"
    )
    walk.refuse("2026-11-02 11:01", "handler", "HOUSING", nothing, "not_involved_unit")
    Walk().register("2026-11-02 09:00", "P0108").refuse(
        "2026-11-02 09:01", "handler", "HOUSING", nothing, "wrong_state"
    )
    resolved().refuse("2026-11-02 17:00", "handler", "HOUSING", nothing, "wrong_state")


def test_a_ruling_and_a_transfer():
    walk = signed()
    for command in (c.RuleLead(lead="MOON"), c.TransferOut(target="MOON")):
        post, unit = ("coordinator", COORD) if isinstance(command, c.RuleLead) else ("registrar", HALL)
        other = walk if isinstance(command, c.RuleLead) else Walk().register("2026-11-02 09:00", "R0302")
        assert other.refuse("2026-11-02 11:00", post, unit, command, "reason_required").field == "basis"


def test_a_rejection():
    walk = Walk().register("2026-11-02 09:00", "R0302", accept=False)
    nothing = c.Reject(reason=None)
    walk.refuse("2026-11-02 09:01", "registrar", HALL, nothing, "reason_required")
    walk.refuse("2026-11-02 09:01", "registrar", "", nothing, "not_involved_unit")
    accepted = Walk().register("2026-11-02 09:00", "R0302")
    accepted.refuse("2026-11-02 09:01", "registrar", "", nothing, "wrong_state")
    accepted.refuse("2026-11-02 09:01", "dispatcher", "", nothing, "not_allowed_for_post")


def test_a_letter():
    wrong = c.IssueLetter(letter=Letter.SUPERVISE, unit="MOON", reply_by_working_days=0)
    signed().refuse("2026-11-02 11:00", "supervisor", SUPERVISION, wrong, "invalid_data")
    signed().refuse("2026-11-02 11:00", "supervisor", "", wrong, "not_involved_unit")
    waiting = Walk().register("2026-11-02 09:00", "R0302", accept=False)
    waiting.refuse("2026-11-02 09:01", "supervisor", "", wrong, "wrong_state")
    waiting.refuse("2026-11-02 09:01", "duty_leader", CENTRE, wrong, "not_allowed_for_post")


@pytest.mark.parametrize("command", [command for command in LAW if command is not c.FollowMain])
def test_a_post_that_never_may_hears_so_first(command):
    """Whatever else is wrong, with the state, the unit, the data: the post is what is said."""
    from dataclasses import MISSING, fields

    empty = command(*(None for field in fields(command) if field.default is MISSING))
    archived = resolved()
    archived.matter = Walk().register("2026-11-02 09:00", "R0302").matter
    archived.refuse("2026-11-02 17:00", "auditor", "", empty, "not_allowed_for_post")


def test_no_row_leaves_its_posts_to_chance():
    known = facts("2026-11-02 11:00", "handler", "HOUSING")
    for command, row in LAW.items():
        posts = row.posts if isinstance(row.posts, frozenset) else row.posts(signed().matter, known)
        assert posts, command
        assert Post.AUDITOR not in posts
        assert not posts & {Post.LEADER, Post.UNIT_LEADER, Post.ADMINISTRATOR, Post.PRIVACY_OFFICER}


def test_an_approved_return_is_not_asked_again():
    walk = signed()
    walk.do("2026-11-02 11:00", "handler", "HOUSING", RETURN)
    walk.do("2026-11-02 11:10", "dispatcher", COORD, c.ApproveReturn())
    walk.refuse("2026-11-02 11:20", "handler", "HOUSING", RETURN, "wrong_state")
