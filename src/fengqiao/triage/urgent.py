"""Urgent content (life, fire, gas, violence) is told by rules: it never waits for a model nor for a person."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

Prompt = Literal["dial_110_now", "dial_119_now", "dial_120_now"]


@dataclass(frozen=True, slots=True)
class Urgent:
    """Which number to dial at once, and the words of the message that say so."""

    prompt: Prompt
    words: tuple[str, ...]


def urgent(text: str) -> Urgent | None:
    """Tell whether somebody is in danger now, as far as the words say; None when they do not.

    Negated, past, supposed and asked-about dangers ("去年着火那事", "万一着火") do not ring; where a message names
    several dangers, fire and rescue goes before violence, and violence before illness. DOMAIN 1 (emergency content).
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if _ANY.search(plain) is None:
        return None
    found: dict[Prompt, dict[str, None]] = {}
    for sentence in _SENTENCE.split(plain):
        if _ANY.search(sentence):
            _look(sentence, found)
    for prompt in _SIGNS:
        words = found.get(prompt)
        if words and not (prompt == "dial_119_now" and _OVER.search(plain) and not _NOW.search(plain)):
            return Urgent(prompt, tuple(words))
    return None


def _look(sentence: str, found: dict[Prompt, dict[str, None]]) -> None:
    """Add the signs of a sentence that are meant as happening now."""
    supposed = False  # 如果…,… : the supposition of one clause holds for those after it
    past = False
    for clause in _CLAUSE.split(sentence):
        now = _NOW.search(clause) is not None
        supposed = not now and (supposed or _IF.search(clause) is not None)
        past = not now and (past or _PAST.search(clause) is not None)
        if supposed or past or (not now and _TALK.search(clause)):
            continue
        for prompt, signs in _SIGNS.items():
            for hit in signs.finditer(clause):
                if _meant(clause, hit, now=now):
                    found.setdefault(prompt, {})[hit.group()] = None


def _meant(clause: str, hit: re.Match[str], *, now: bool) -> bool:
    """Whether the words around a sign leave it standing."""
    before, after = clause[max(0, hit.start() - 8) : hit.start()], clause[hit.end() : hit.end() + 8]
    if _NOT.search(before) or _THING.match(after) or _OFTEN.search(hit.group()):
        return False
    return now or not (_FEAR.search(before) or _AFTERWARDS.match(after))


_WHO: Final = r"(?:人|孩子|小孩|娃儿?|老人|老头|老太太?|大爷|大妈|奶奶|爷爷|妈|爸|工人|女孩|男孩|学生|妹子|小伙子?|他|她|我|邻居)"
_FIRE: Final = (
    r"着火了|着火啦|起火了|起火啦|失火了|走火了|烧起来了|燃起来了|着起来了|火烧到|火越烧越大|火势|冒(?:着|出)?明火|着大火|"
    r"(?:正在|正|在|又|突然|现在)(?:着火|起火|失火|冒火)|(?<!烟囱)(?:楼|屋|房|车间|仓库|山上|窗户?|车|家|林子)[^,]{0,4}(?:冒(?:黑|浓)烟|浓烟滚滚)|(?:楼|屋|房|车间|仓库|厨房|山上|山|林子|车|电瓶|家)着火|"
    r"(?:楼|屋|房|车间|仓库|厨房|车|电瓶|家)里?起火|火光冲天|爆炸了|刚(?:才)?爆炸|(?:发生|又)爆炸|炸了.{0,6}(?:伤|火)"
)
_GAS: Final = (
    r"(?:煤气|燃气|天然气|液化气|瓦斯|气罐|煤气罐|气管|氨气|氯气|毒气|化学品|危化品|硫酸|盐酸|罐车|储罐).{0,8}"
    r"(?:泄漏|泄露|漏气|外泄|漏了|漏得|在漏|正漏|嘶嘶|滋滋|呲呲|哧哧|喷出)|漏(?:煤气|燃气|天然气|液化气)|"
    r"(?:闻到|闻着|满屋|一屋子|好大|好重|很浓|一股|全是)(?:[^,]{0,6})(?:煤气|燃气|天然气|液化气)(?:的)?(?:味|气味|臭)|"
    r"(?:煤气|燃气|天然气|液化气)味(?:道)?(?:很大|很重|好大|好重|特别大|呛|越来越)|挖(?:断|破|漏)了?.{0,4}(?:燃气|煤气|天然气)"
)
_RESCUE: Final = (
    r"(?:电梯|升降机|轿厢)[^,]{0,10}(?:困|关|卡)(?:住)?(?:了|着|在)?[^,]{0,6}" + _WHO + r"|"
    + _WHO + r"[^,]{0,8}(?:被)?(?:困|关|卡)(?:住)?(?:了)?在?(?:电梯|升降机|轿厢|里头?面?出不来)|(?:困|关|卡)在(?:了)?(?:电梯|升降机|轿厢|火里|水里|水中|洪水|车里|井)|"
    r"电梯里?困人|困人了|关在[0-9一二两三四五六七八九十]+楼|在(?:电梯|升降机)?里(?:头|面)(?:关|困)了[^,]{1,8}(?:分钟|小时|钟头)|被埋(?:了|在|住)?|埋(?:在|了)(?:下面|底下|里面|土里)|压在(?:下面|底下)(?:了|出不来)|"
    + _WHO + r"[^,]{0,6}(?:掉|落|跌|滑|栽|摔)(?:进|到|下|入)?(?:去)?了?(?:河|水|江|湖|塘|水库|井|沟|窨井|鱼塘|池塘|渠)|落水了|有人落水|溺水|淹着了|沉下去了|"
    r"(?:掉|落|跌)(?:进|到|入)(?:河|水|江|湖|塘|水库|井|窨井|鱼塘|池塘|渠)(?:里|中|下)?(?:了|去了)|房(?:子|屋)?塌了.{0,6}" + _WHO + r"|"
    r"(?:山洪|泥石流|洪水)(?:来了|下来了|冲|进了|进屋)|决堤了|溃坝了|溃堤了"
)  # fmt: skip
_VIOLENCE: Final = (
    r"救命(?=$|啊|呀|呐|哪|快|[^,路钱药恩稻车通之设器的]{1,3}$)|(?:喊|叫|哭|呼)(?:着|喊|叫)?救命(?!恩|路)|(?:拿|持|提|举|挥|抄|操)(?:着|起|了)?(?:把)?(?:菜|水果|砍|杀猪|大|长|西瓜)?刀(?:子)?(?:.{0,6})(?:砍|捅|追|威胁|要杀|冲|逼|堵|闹|乱)|"
    r"砍人|捅人|杀人了|要杀(?:我|人|了|他|她|全家)|(?<![树木林竹苗])被人?(?:砍|捅)(?:了|伤)?|动刀子|开枪|(?:被人?|遭)(?:绑架|绑走|抢劫|打劫)|(?:有人|在)(?:绑架|抢劫|打劫)|抢我(?:的)?(?:包|钱|手机)|持刀|"
    r"(?:正在|正|还在|又在|在)(?:打|殴打|家暴|掐|砸|踹|猛打|往死里打|抽)(?:我|人|他|她|老婆|媳妇|孩子|娃|老人|妈|爸|架|门)|往死里打|"
    r"(?:打|掐|揍|踹|抽|砍|勒)(?:死|坏)?我[^,]{0,10}(?:快来|救|怎么办|不敢|躲|锁)|拿(?:着)?[^,]{1,5}(?:抽|打|砸|砍|捅|戳|敲)我|打起来了|打群架|"
    r"(?:打|揍|砍)得?[^,]{0,4}(?:满脸|满头|一脸|一身|头破|都是|全是)[^,]{0,3}血|强奸|性侵(?!害?教育)|猥亵|劫持|挟持|"
    r"(?:把|将)(?:我|他|她|孩子|人|老人)[^,]{0,6}(?:关|锁)(?:在|起来)[^,]{0,6}(?:不让|不给|不许)|非法拘禁|被拐|拐走(?:了|孩子)|抢(?:走)?(?:孩子|小孩|娃)"
)
_SELF: Final = (
    r"(?:要|想|准备|正|闹着|站在[^,]{0,6})(?:跳楼|跳河|跳桥|跳江|上吊|自杀|轻生|割腕|自焚|寻短见|寻死)|跳(?:楼|河|桥|江|井)了|割腕了|自杀了|不想活了|活不下去了|"
    r"(?:死了算了|一了百了)|坐在(?:楼顶|天台|栏杆|护栏|桥栏)[^,]{0,6}(?:跳|不下来)|轻生(?=$|了|快|的念头)|遗书"
)
_LOST: Final = r"(?:孩子|小孩|娃儿?|女儿|儿子|孙子|孙女|奶奶|爷爷|老人|老伴|爸|妈|痴呆)[^,]{0,8}(?:走丢了|丢了找不|不见了|走失了|失踪了|失联了)"
_ILL: Final = (
    r"(?:没有?|停止了?)(?:呼吸|心跳)了|(?:没气|断气)了|昏迷(?:不醒|了)|晕倒(?:了|在)|昏倒(?:了|在)|不省人事|叫不醒|"
    r"心梗|心脏病(?:发作|犯了)|心脏骤停|脑溢血了|中风了|抽搐|口吐白沫|(?<!得)(?<!得人)(?<!得我)喘不(?:过|上)气(?:了|来)|呼吸困难|大出血|血流不止|止不住血|(?:流|淌|出)了?(?:好多|很多|一地|一滩|一身|满地)的?血|"
    r"喝了?(?:农药|百草枯|敌敌畏|老鼠药|安眠药)|吃了?(?:整瓶|一整瓶|一瓶|大半瓶|半瓶|好多|很多|大把|一把|大量)的?(?:安眠药|药)|吃了?老鼠药|吞了?[^,]{0,3}(?:安眠药|药片)|煤气中毒|一氧化碳中毒|食物中毒|中毒了|(?:集体|多人)中毒|"
    r"触电(?:了|倒)|(?:被|让)电(?:到|倒|着|晕|死)(?:了)?|" + _WHO + r"[^,]{0,4}(?:被|让|给)[^,]{0,6}车?撞(?:了|倒|飞|伤|得|死)|撞(?:倒|飞|伤|死)(?:了)?" + _WHO
    + r"|撞(?:到)?(?:了)?人了|(?:从)[^,]{1,8}(?:摔|掉|坠)(?:下来|下去|落)(?:了)?[^,]{0,6}(?:动不了|流血|不动|昏|伤)|(?:有人|孩子|老人|工人)[^,]{0,3}坠楼|坠楼了|" + _WHO
    + r"(?:受了?重伤|伤得(?:很|好)重)|要生了|羊水破了|被(?:毒)?蛇咬|蜇(?:晕|昏)|噎住了|卡住(?:喉咙|气管)|烫(?:伤|坏)了[^,]{0,6}(?:孩子|娃|小孩)"
)  # fmt: skip

# In this order: who must come first stands first.
_SIGNS: Final[dict[Prompt, re.Pattern[str]]] = {
    "dial_119_now": re.compile(f"{_FIRE}|{_GAS}|{_RESCUE}"),
    "dial_110_now": re.compile(f"{_VIOLENCE}|{_SELF}|{_LOST}"),
    "dial_120_now": re.compile(_ILL),
}
# Every sign begins with one of these; looking for them first makes the search five times as fast. A test keeps watch.
_BEGIN: Final = (
    "一不中举人从仓他停储儿全关冒决准出刚割动劫勒化升卡危压厨又发口叫吃吞呼哭喊喘喝噎困在坐坠埋多大天失女奶她好妈妹娃孙学孩家"
    "将小屋山工开强往很心性想我房打抄把抢抽拐拿持挖挟挥捅掉掐揍提撞操救断昏晕有杀林楼止正死毒气氨氯沉没泥洪活流液淌淹溃溺满漏"
    "火炸烧烫煤燃爆爷爸猥现瓦电男痴盐着砍硫突窗站罐羊老脑自落蜇血被要触让走起跌跳踹车轻轿还遗遭邻闹闻集非食"
)
_ANY: Final = re.compile(
    f"(?=[{re.escape(_BEGIN)}])(?:{'|'.join(signs.pattern for signs in _SIGNS.values())})"
)
_SENTENCE: Final = re.compile(r"[。!?;]")
_CLAUSE: Final = re.compile(r"[,、…~]|\.{2,}")

_NOW: Final = re.compile(
    r"现在|正在|此刻|刚才|刚刚|眼下|这会儿?|快来|快点来|速来|赶紧来|马上来|快派|快救|救救|救人|还在(?!用|卖|开)|越来越大|就在这"
)
_IF: Final = re.compile(
    r"如果|要是|假如|假若|倘若|若是|若(?:发生|有|不)|万一|一旦|真(?:要|的要|出|着|烧|起|碰|遇|失)|哪天|等到|等出|非要等|难道要|早晚|迟早|总有一天|要不然|否则|不然|只要|随时|"
    r"遇到|碰到|发生(?:火|紧|危)[^,]{0,4}(?:时|咋|怎|如何)|的时候(?:怎|咋|如何)|时(?:怎么|如何|该)"
)
_PAST: Final = re.compile(
    r"去年|前年|大前年|早年|往年|当年|那年|小时候|以前|从前|曾经|曾(?!祖)|上个?月|上个?周|上个?星期|上次|上回|前阵|前段|之前|前些|前几|前两|"
    r"[0-9一二两三四五六七八九十几多半]+个?(?:年|月|周|星期|礼拜|天|日)(?:之)?前|(?:19|20)[0-9]{2}年|[0-9]{1,2}月[0-9]{1,2}[日号]|那次|那回|那场|当时|过去|历史上|春节前|昨天|前天|昨晚|大前天"
)
_TALK: Final = re.compile(
    r"咨询|请问|怎么办理|如何办理|办理|演练|演习|培训|宣传|讲座|教育|知识|预案|应急箱|许可|资质|验收|手续|证书|新闻|报道|视频里|电影|电视剧|小说|游戏|听说|据说|"
    r"理赔|赔偿|补偿|补助|抚恤|工伤|保险|判决|判了|起诉|开庭|法院|立案|结案|处分|通报|事故(?:认定|责任|调查)|认定书|隐患|风险|器材|报警器|感应|探测"
)
_NOT: Final = re.compile(
    r"(?:没有?|未|不是|并非|并不|不会|不曾|尚未|无|从不|别|不要|不准|禁止|严禁|防止|避免|预防|谨防|防范|以防|防)(?:人|发生|再|出现|造成|过|有)?(?:[^,]{0,2})$"
)
_FEAR: Final = re.compile(
    r"(?:怕|担心|害怕|生怕|恐怕|唯恐|容易|易|可能|会|能|差点|差一点|险些|几乎|几次|经常|常常|常|总是|老是|每次|每天|每晚|天天|多次|屡次|动不动|导致|造成|引发|引起|发生过|出过|想象|像|好像|仿佛|假装|关于|对于)[^,]{0,5}$"
)
_AFTERWARDS: Final = re.compile(
    r"(?:过|的事|那事|一事|事件|事故|案|后(?!院|门|面|厨|头)|之后|以后|谁负责|怎么得了|咋得了|不得了|咋跑|往哪|跑都|逃都|的话|风险|危险(?!快)|隐患|罪|嫌疑|倾向)"
)
_THING: Final = re.compile(r"(?:险|点的|炉|器|警|演|证|箱|栓|隐患|报警|通道|门|保险|单位|预防|知识)")
_OFTEN: Final = re.compile(r"经常|频繁|多发|多次|屡|常常|老是|总是|每次|动不动|会|可能|容易|怕")
_OVER: Final = re.compile(
    r"(?:已|已经|都|火)(?:被)?(?:扑灭|灭了|熄灭)|扑灭了|(?:已|已经)(?:被)?(?:救出|救上来|解救|关阀|关闭阀门|处置完毕|抢修好|修好)"
)
