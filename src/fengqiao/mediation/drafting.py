"""The agreement on the table: its clauses, amount and instalments, whole in each version (D9)."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from fengqiao.clocks import SHANGHAI
from fengqiao.matters.commands import DraftAgreement
from fengqiao.matters.dispute import Instalment, Terms
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import AgreementDrafted
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.parties import lacks_representative
from fengqiao.matters.words import Side
from fengqiao.mediation.agreement import check_amount, mode_of
from fengqiao.shared.refused import Refusal, Refused, invalid

MOST_CLAUSES = 50
MOST_INSTALMENTS = 120


def draft_agreement(matter: Matter, command: DraftAgreement, facts: Facts) -> list[Event]:
    """The whole agreement anew: a version of its own, which nobody has signed."""
    if matter.dispute is None:
        raise Refused(Refusal.WRONG_STATE)
    _need_representatives(matter)
    if not 1 <= len(command.clauses) <= MOST_CLAUSES:
        raise invalid(
            "clauses", f"协议应有 1 至 {MOST_CLAUSES} 条", f"an agreement has 1 to {MOST_CLAUSES} clauses"
        )
    if command.templates and len(command.templates) != len(command.clauses):
        raise invalid(
            "templates", "条款模板与条款不对应", "there is one template to a clause, or none at all"
        )
    check_amount(command.amount_cny)
    today = facts.now.astimezone(SHANGHAI).date()
    last = _check_instalments(command, today)
    if last is not None and command.perform_by not in {None, last}:
        raise invalid(
            "perform_by", "履行日期应与最后一期一致", "it is performed by the day of the last instalment"
        )
    perform_by = last or command.perform_by
    mode = mode_of(command.performance, perform_by, today)
    before = matter.dispute.terms
    terms = Terms(
        version=before.version + 1 if before is not None else 1,
        at=facts.now,
        by=facts.actor,
        clauses=command.clauses,
        sha256="",
        performance=mode,
        templates=command.templates,
        amount_cny=command.amount_cny,
        perform_by=perform_by,
        instalments=command.instalments,
    )
    return [AgreementDrafted(terms=_hashed(terms))]


def _need_representatives(matter: Matter) -> None:
    for side in Side:
        if lacks_representative(matter, side):
            zh = "申请人" if side is Side.APPLICANT else "被申请人"
            raise invalid(
                "parties",
                f"{zh}一方人数众多，请先登记推选的代表人",
                f"the {side.value}'s side is a group; name its representatives first",
            )


def _check_instalments(command: DraftAgreement, today: date) -> date | None:
    """The day of the last instalment, None without any; refuses parts that are not the whole."""
    parts = command.instalments
    if not parts:
        return None
    if len(parts) > MOST_INSTALMENTS:
        raise invalid(
            "instalments", f"最多分 {MOST_INSTALMENTS} 期", f"at most {MOST_INSTALMENTS} instalments"
        )
    if command.amount_cny is None:
        raise invalid("amount_cny", "分期履行须写明总金额", "instalments need the whole amount")
    for number, part in enumerate(parts, start=1):
        _check_instalment(part, number, today, parts[number - 2].due if number > 1 else None)
    total = sum(part.amount_cny for part in parts)
    if total != command.amount_cny:
        raise invalid(
            "instalments",
            f"各期合计 {total} 元，与总金额 {command.amount_cny} 元不符",
            f"the instalments add up to {total}, not to {command.amount_cny}",
        )
    return parts[-1].due


def _check_instalment(part: Instalment, number: int, today: date, before: date | None) -> None:
    if part.amount_cny < 1:
        raise invalid("instalments", f"第 {number} 期金额有误", f"instalment {number} is not an amount")
    if part.due < today:
        raise invalid("instalments", f"第 {number} 期日期已过", f"the day of instalment {number} has passed")
    if before is not None and part.due <= before:
        raise invalid(
            "instalments", f"第 {number} 期应晚于上一期", f"instalment {number} comes after the one before"
        )


def _hashed(terms: Terms) -> Terms:
    """With the SHA-256 over everything that is agreed: the clauses by their salted hashes, amounts and days."""
    said = "\n".join((
        f"version {terms.version}",
        *(f"clause {clause.digest}" for clause in terms.clauses),
        f"amount {terms.amount_cny}",
        f"performance {terms.performance.value} {terms.perform_by}",
        *(f"instalment {part.due} {part.amount_cny}" for part in terms.instalments),
    ))  # fmt: skip
    return replace(terms, sha256=sha256(said.encode()).hexdigest())
