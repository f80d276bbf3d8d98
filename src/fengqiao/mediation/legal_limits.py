"""What the law sets for each lawful way beside mediation: one table for the screens and for the route notice.

Shown as information: the platform runs none of these procedures (DOMAIN 2.6), and each limit names the law that sets
it. `docs/reference/legal-ways.md` lists the same rows; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from fengqiao.matters.words import Route

Both = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Articles of a law; without any the whole of it."""

    zh: str
    en: str
    articles: tuple[int, ...] = ()

    @property
    def words(self) -> Both:
        """As papers and screens name it: 《劳动争议调解仲裁法》第二十七条."""
        if not self.articles:
            return f"《{self.zh}》", self.en
        return f"《{self.zh}》{self._articles[0]}", f"{self.en} {self._articles[1]}"

    @property
    def again(self) -> Both:
        """As it is named right after another rule of the same law: 同法第二十九条."""
        return (f"同法{self._articles[0]}", f"same law, {self._articles[1]}") if self.articles else self.words

    @property
    def _articles(self) -> Both:
        numbers = ", ".join(map(str, self.articles))
        return "、".join(f"第{_numeral(each)}条" for each in self.articles), f"art. {numbers}"

    def at(self, *articles: int) -> "Source":
        """These articles of the same law."""
        return Source(self.zh, self.en, articles)


@dataclass(frozen=True, slots=True)
class Rule:
    """A limit or a right, and the law that sets it. `only`: the categories (by how they begin) that it speaks of."""

    zh: str
    en: str
    law: Source
    only: tuple[str, ...] = ()

    def speaks_of(self, category: str) -> bool:
        """Whether it means disputes of this category."""
        return not self.only or category.startswith(self.only)


LABOUR = Source("劳动争议调解仲裁法", "Labour Dispute Mediation and Arbitration Law")
INSPECTION = Source("劳动保障监察条例", "Labour Security Inspection Regulations")
INJURY = Source("工伤保险条例", "Work Injury Insurance Regulations")
LAND_CONTRACTS = Source(
    "农村土地承包经营纠纷调解仲裁法", "Rural Land Contract Dispute Mediation and Arbitration Law"
)
ARBITRATION = Source("仲裁法", "Arbitration Law")
CIVIL_CODE = Source("民法典", "Civil Code")
CIVIL_TRIALS = Source("民事诉讼法", "Civil Procedure Law")
MEDIATION = Source("人民调解法", "People's Mediation Law")
RECONSIDERATION = Source("行政复议法", "Administrative Reconsideration Law")
ADMINISTRATIVE_TRIALS = Source("行政诉讼法", "Administrative Litigation Law")
LAND = Source("土地管理法", "Land Administration Law")
LAND_TITLES = Source("土地权属争议调查处理办法", "Measures on Disputes over Land Titles")
FOREST = Source("森林法", "Forest Law")
PETITIONS = Source("信访工作条例", "Petition Work Regulations")
POLICE = Source("人民警察法", "People's Police Law")
HOMES = Source("反家庭暴力法", "Anti-Domestic Violence Law")
ACCIDENTS = Source("道路交通事故处理程序规定", "Provisions on Handling Road Accidents")
ROADS = Source("道路交通安全法实施条例", "Road Traffic Safety Law Implementing Regulations")
CONSUMERS = Source("市场监督管理投诉举报处理暂行办法", "Interim Measures on Complaints to Market Regulators")
PATIENTS = Source("医疗纠纷预防和处理条例", "Regulations on Medical Disputes")
AID = Source("法律援助法", "Legal Aid Law")

RULES: Final[Mapping[Route, tuple[Rule, ...]]] = MappingProxyType({
    Route.LABOUR_ARBITRATION: (
        Rule("自知道或者应当知道权利被侵害之日起一年内，向劳动人事争议仲裁委员会申请", "Asked for within one year of learning of the infringement", LABOUR.at(27)),
        Rule("在职期间被拖欠劳动报酬的，不受一年限制，劳动关系终止的自终止之日起一年内申请",
             "Unpaid wages: no such limit while employed, one year from the end of the employment", LABOUR.at(27), ("D0301", "D0302", "D0303")),
        Rule("五日内决定是否受理", "Accepted or not within 5 days", LABOUR.at(29)),
        Rule("受理之日起四十五日内裁决，案情复杂的可以延长，延长不超过十五日", "Award within 45 days, 15 more if need be", LABOUR.at(43)),
        Rule("对裁决不服的，自收到裁决书之日起十五日内起诉；用人单位对终局裁决不能起诉，可以三十日内申请撤销",
             "Against an award: sue within 15 days of receiving it; an employer cannot sue against a final one, but may ask within 30 days to have it set aside",
             LABOUR.at(47, 48, 49, 50)),
        Rule("工伤认定由用人单位三十日内、职工一年内向社会保险行政部门申请", "A work injury is to be declared by the employer within 30 days, by the worker within one year",
             INJURY.at(17), ("D0308",)),
    ),
    Route.LABOUR_INSPECTION: (
        Rule("自违法行为发生之日起二年内，行为持续的自终了之日起，向劳动保障监察机构投诉", "Complained of within two years of the act, or of its end", INSPECTION.at(20)),
        Rule("自立案之日起六十个工作日内办结，情况复杂的可以延长三十个工作日", "Done within 60 working days, 30 more if need be", INSPECTION.at(17)),
    ),
    Route.LAND_ARBITRATION: (
        Rule("自知道或者应当知道权利被侵害之日起二年内，向农村土地承包仲裁委员会申请", "Asked for within two years of learning of the infringement", LAND_CONTRACTS.at(18)),
        Rule("受理之日起六十日内裁决，案情复杂的可以延长，延长不超过三十日", "Award within 60 days, 30 more if need be", LAND_CONTRACTS.at(47)),
        Rule("对裁决不服的，自收到裁决书之日起三十日内起诉", "Against an award: sue within 30 days of receiving it", LAND_CONTRACTS.at(48)),
    ),
    Route.ARBITRATION: (
        Rule("双方有仲裁协议的，向约定的仲裁委员会申请，一裁终局", "Where both agreed on arbitration; the award is final", ARBITRATION),
        Rule("时效适用诉讼时效的规定，一般三年", "Limited like lawsuits, three years as a rule", CIVIL_CODE.at(188, 198)),
    ),
    Route.LITIGATION: (
        Rule("诉讼时效一般三年，自知道或者应当知道权利受到损害以及义务人之日起计算", "Three years as a rule, from learning of the harm and of who owes", CIVIL_CODE.at(188)),
        Rule("人民法院七日内决定是否立案；小额案件二个月、简易程序三个月、普通程序六个月内审结",
             "Filed or not within 7 days; small claims take 2 months, summary trials 3, ordinary ones 6", CIVIL_TRIALS.at(126, 152, 164, 168)),
        Rule("达成调解协议后，就协议的履行或者内容发生争议的，可以向人民法院起诉", "Who disputes an agreement's content or performance may sue on it", MEDIATION.at(32)),
    ),
    Route.LITIGATION_FAST_TRACK: (
        Rule("事实清楚、权利义务关系明确、争议不大的金钱给付案件，可以适用小额诉讼，二个月内审结，一审终审",
             "Clear facts and a claim of money with little in dispute: a small claim, 2 months, one instance", CIVIL_TRIALS.at(165, 168)),
    ),
    Route.RECONSIDERATION: (
        Rule("对行政行为不服的，自知道或者应当知道之日起六十日内，向行政复议机关申请", "Against an administrative act: within 60 days of learning of it", RECONSIDERATION.at(20)),
        Rule("五个工作日内审查受理；普通程序六十日内决定，可以延长三十日，简易程序三十日内决定",
             "Accepted within 5 working days; decided in 60 days, 30 more if need be, in 30 by summary procedure", RECONSIDERATION.at(30, 62, 88)),
        Rule("对复议决定不服的，自收到决定书之日起十五日内提起行政诉讼", "Against the decision: sue within 15 days of receiving it", ADMINISTRATIVE_TRIALS.at(45)),
    ),
    Route.ADMINISTRATIVE_LITIGATION: (
        Rule("对行政行为不服的，自知道或者应当知道之日起六个月内，向人民法院起诉", "Against an administrative act: within six months of learning of it", ADMINISTRATIVE_TRIALS.at(46)),
        Rule("人民法院七日内决定是否立案，一审六个月内审结", "Filed or not within 7 days, judged within 6 months", ADMINISTRATIVE_TRIALS.at(51, 81)),
        Rule("对侵犯已经依法取得的自然资源所有权、使用权的决定不服的，应当先申请行政复议",
             "Decisions on acquired rights in natural resources are first to be reconsidered", RECONSIDERATION.at(23), ("D11", "D10", "D0106")),
    ),
    Route.ADMINISTRATIVE_RULING: (
        Rule("土地所有权、使用权争议由人民政府处理；收到申请七个工作日内提出是否受理的意见，受理之日起六个月内提出处理意见",
             "The government rules on rights in land: looked at within 7 working days, opinion within 6 months", LAND_TITLES),
        Rule("对处理决定不服的，自接到决定通知之日起三十日内起诉", "Against the ruling: sue within 30 days of the notice", LAND.at(14)),
        Rule("林木、林地权属争议由人民政府处理，不服的自接到决定通知之日起三十日内起诉",
             "The government rules on rights in woods; sue within 30 days of the notice", FOREST.at(22), ("D1102",)),
    ),
    Route.CONSUMER_COMPLAINT: (
        Rule("自知道或者应当知道权益被侵害之日起三年内投诉，市场监督管理部门七个工作日内决定是否受理",
             "To the market regulator within three years of learning of it; accepted or not within 7 working days", CONSUMERS.at(14, 15)),
        Rule("受理之日起四十五个工作日内未达成调解协议的，终止调解", "It ends 45 working days after acceptance if nothing is agreed", CONSUMERS.at(21)),
    ),
    Route.MEDICAL_APPRAISAL: (
        Rule("责任不明的，由医患双方共同委托医学会或者司法鉴定机构作医疗损害鉴定", "Where it is not clear who is liable, both sides have the injury appraised", PATIENTS.at(34)),
        Rule("对死因有异议的，患者死亡后四十八小时内尸检，具备冻存条件的可以延长至七日",
             "A disputed cause of death: examined within 48 hours, within 7 days where the body is kept frozen", PATIENTS.at(26)),
        Rule("也可以申请卫生健康主管部门调解，五个工作日内决定是否受理，三十个工作日内完成，鉴定时间不计入",
             "The health authority mediates, too: accepted within 5 working days, done in 30, appraisals not counted", PATIENTS.at(40)),
    ),
    Route.PETITION: (
        Rule("十五日内决定是否受理", "Accepted or not within 15 days", PETITIONS.at(22, 23)),
        Rule("六十日内办结，情况复杂的可以延长，延长不超过三十日", "Done within 60 days, 30 more if need be", PETITIONS.at(34)),
        Rule("不服的，自收到书面答复之日起三十日内请求复查，对复查意见不服的三十日内请求复核",
             "Review within 30 days of the written answer, a second one within 30 days of the first", PETITIONS.at(35, 36)),
    ),
    Route.POLICE: (
        Rule("人身、财产安全受到侵犯或者涉嫌违法犯罪的，立即拨打110，人民警察应当立即救助", "Somebody is in danger or a crime is suspected: dial 110 at once, the police must help", POLICE.at(21)),
        Rule("遭受或者面临家庭暴力的，可以向人民法院申请人身安全保护令，七十二小时内作出，情况紧急的二十四小时内",
             "Violence at home: the court issues a protection order within 72 hours, 24 if urgent", HOMES.at(23, 28), ("D02",)),
        Rule("对交通事故认定有异议的，自收到认定书之日起三日内申请复核", "Against the police's finding on an accident: a review within 3 days of receiving it", ACCIDENTS.at(71), ("D09",)),
        Rule("各方一致请求公安机关交通管理部门调解的，自收到认定书之日起十日内书面申请，十日内调解",
             "All may ask the traffic police to mediate within 10 days of the finding; it takes 10 days", ROADS.at(94), ("D09",)),
    ),
    Route.PROCURATORATE_SUPERVISION: (
        Rule("人民法院驳回再审申请、逾期未作裁定，或者再审判决、裁定有明显错误的，可以向人民检察院申请检察建议或者抗诉，三个月内审查",
             "After the court refused or failed to retry a case: the procuratorate looks at it within 3 months", CIVIL_TRIALS.at(220)),
    ),
    Route.LEGAL_AID: (
        Rule("经济困难的可以申请法律援助，七日内决定是否给予", "Who lacks the means may ask for legal aid; decided within 7 days", AID.at(31, 43)),
        Rule("进城务工人员申请支付劳动报酬、请求工伤赔偿的，免予核查经济困难状况", "Migrant workers after wages or injury benefits need not show that they lack means", AID.at(42), ("D03",)),
    ),
})  # fmt: skip
"""Every route with its rules, in the order in which they are met."""


def limits_of(route: Route, category: str) -> Both:
    """The rules of a route for disputes of a category, each with its law: one sentence in each language."""
    rules = [each for each in RULES[route] if each.speaks_of(category)]
    laws = [
        each.law.again if before is not None and before.law.zh == each.law.zh else each.law.words
        for before, each in pairwise((None, *rules))
        if each is not None
    ]
    zh = "；".join(f"{each.zh}（{law[0]}）" for each, law in zip(rules, laws, strict=True))
    en = "; ".join(f"{each.en} ({law[1]})" for each, law in zip(rules, laws, strict=True))
    return f"{zh}。", f"{en}."


def _numeral(number: int) -> str:
    """An article's number below a thousand: 二十七, 一百零八, 二百二十."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, single = divmod(rest, 10)
    said = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        said += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and single:
        said += digits[0]
    return said + (digits[single] if single else "")
