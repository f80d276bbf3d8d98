"""What papers say of an agreement: every clause, its amounts, its instalments, how it is performed, who signed it."""

from fengqiao.clocks import SHANGHAI
from fengqiao.desk.papers.chinese import amount_words, counted, day_of_moment, day_words
from fengqiao.desk.papers.material import Material
from fengqiao.desk.papers.standing import BY_HAND, labels
from fengqiao.gateways.documents.paper import Grid, Mark
from fengqiao.matters.dispute import Agreement, Dispute, Signature
from fengqiao.matters.parties import is_group, settles_for, side_of
from fengqiao.matters.words import PerformanceMode, SignatureKind
from fengqiao.mediation.clauses import lacks, points
from fengqiao.mediation.schedule import parts
from fengqiao.mediation.signing import MEDIATOR

MEDIATORS_LABEL = "人民调解员"
_HASH_GROUP = 8


def agreement_values(it: Material, agreement: Agreement) -> dict[str, str]:
    """The places of an agreement."""
    immediate = agreement.performance is PerformanceMode.IMMEDIATE
    mode = it.say("performance_mode", agreement.performance.value)
    amount = amount_words(agreement.amount_cny)
    terms = agreement.terms
    return {
        "纠纷事实": it.text(it.matter.text),
        "争议事项": it.text(it.registered.demand) or it.category_name,
        "各方责任": BY_HAND,
        "协议内容": "\n".join(clauses(it, agreement)),
        "履行方式": f"{mode}，{amount}。" if amount else f"{mode}。",
        "分期履行": "".join(
            f"第{number}期：{day_words(part.due)}前，{amount_words(part.amount_cny)}；"
            for number, part in enumerate(terms.instalments if terms is not None else (), start=1)
        ),
        "履行期限": day_words(agreement.perform_by)
        or (day_of_moment(agreement.effective_at) if immediate else BY_HAND),
        "协议生效": day_of_moment(agreement.effective_at),
        "司法确认截止": day_words(agreement.confirm_by.astimezone(SHANGHAI).date()),
        "协议版本": f"第{terms.version}版" if terms is not None else "",
        "协议校验值": _grouped(terms.sha256) if terms is not None else "",
    }


def clauses(it: Material, agreement: Agreement) -> tuple[str, ...]:
    """Everything that was agreed: the clauses of the version that was signed, numbered, or the one text."""
    terms = agreement.terms
    texts = [it.text(one) for one in (terms.clauses if terms is not None else (agreement.content,))]
    if len(texts) == 1:
        return tuple(texts)
    return tuple(f"（{counted(number)}）{text}" for number, text in enumerate(texts, start=1))


def agreement_tables(it: Material, dispute: Dispute, agreement: Agreement) -> dict[str, Grid]:
    """The tables of an agreement: its instalments, what of them was paid, and what each clause says to be performed."""
    found = {}
    terms = agreement.terms
    if terms is not None and terms.instalments:
        lines = [
            (f"第{number}期", f"{day_words(part.due)}前", amount_words(part.amount_cny))
            for number, part in enumerate(terms.instalments, start=1)
        ]
        lines.append(("合计", "", amount_words(agreement.amount_cny)))
        found["分期履行"] = Grid(("期次", "履行期限", "金额"), tuple(lines), (2, 4, 8), title="分期履行")
    said = _points(it, agreement)
    if said:
        found["履行要点"] = Grid(
            ("条款", "由谁履行", "履行什么", "金额", "何时", "以何证明"),
            said,
            (3, 4, 5, 4, 6, 5),
            title="履行要点（摘自协议条款，以条款原文为准）",
        )
    schedule = parts(dispute)
    if schedule:
        found["履行情况"] = Grid(
            ("期次", "履行期限", "应付（元）", "已付（元）", "尚欠（元）"),
            tuple(
                (
                    f"第{one.number}期",
                    f"{day_words(one.due)}前",
                    *(f"{yuan:,}.00" for yuan in (one.amount_cny, one.paid_cny, one.open_cny)),
                )
                for one in schedule
            ),
            (2, 4, 3, 3, 3),
            title="至本次履行为止的履行情况",
        )
    return found


def marks(it: Material, agreement: Agreement) -> dict[str, Mark | None]:
    """Who signed the version, by the label of whom it binds; None for one of a group that its representative binds."""
    matter, called = it.matter, labels(it.matter)
    found: dict[str, Mark | None] = {}
    for one in agreement.signatures:
        if one.who == MEDIATOR:
            found[MEDIATORS_LABEL] = _mark(it, one, MEDIATORS_LABEL)
        for bound in settles_for(matter, one.who):
            note = "" if bound == one.who else f"由{called[one.who]}签名"
            found[called[bound]] = _mark(it, one, called[bound], note)
    for party in matter.disputants:
        side = side_of(matter, party.id)
        if called[party.id] not in found and side is not None and is_group(matter, side):
            found[called[party.id]] = None
    return found


def _mark(it: Material, one: Signature, label: str, note: str = "") -> Mark:
    if one.kind is SignatureKind.SCANNED:
        scan = "签名见签字页扫描件，附卷"
        note = f"{note}，{scan}" if note else scan
    elif one.file not in it.pictures:
        note = "签名图样已依法删除"
    return Mark(label, it.pictures.get(one.file, ""), note, day_of_moment(one.at))


def _points(it: Material, agreement: Agreement) -> tuple[tuple[str, ...], ...]:
    """What each clause says, in its own words; 未写明 where it should say more, as its hints do."""
    terms = agreement.terms
    rows = []
    for number, reference in enumerate(terms.clauses if terms is not None else (), start=1):
        text = it.text(reference)
        found, open_ = points(text), {one.value for one in lacks(text)}
        values = {name: getattr(found, name) for name in ("who", "what", "amount", "deadline", "proof")}
        if any(values.values()):
            cells = (value or ("未写明" if name in open_ else "—") for name, value in values.items())
            rows.append((f"（{counted(number)}）", *cells))
    return tuple(rows)


def _grouped(digest: str) -> str:
    """A checksum in groups, so that it can be read out and the line may break."""
    return " ".join(digest[at : at + _HASH_GROUP] for at in range(0, len(digest), _HASH_GROUP))
