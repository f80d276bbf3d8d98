"""From a message to the numbers that a linear model weighs: hashed character n-grams of its bare text."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

LONGEST_READ: Final = 5_000
"""Characters of a message that are weighed; what follows is attachments, quotations and repetition."""

Hashes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as it was read: its text, where each kept character stands in it, and the code points kept."""

    text: str
    places: Numbers
    kept: npt.NDArray[np.uint64]


def read(text: str, *, bare: bool) -> Reading:
    """Read a message: one width of characters, no clerk's opening, no punctuation, every number alike.

    A bare reading also drops the words that say nothing of a category: texts come with and without them.
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST_READ]).replace("_x000d_", " ").replace("_x000D_", " ")
    plain = plain.encode("utf-8", "replace").decode()  # lone surrogates are no characters
    points = np.frombuffer(plain.encode("utf-32-le"), np.uint32).astype(np.uint64)
    points = np.where((points >= 65) & (points <= 90), points + np.uint64(32), points)
    digit = (points >= 48) & (points <= 57)
    keep = digit | ((points >= 97) & (points <= 122)) | ((points >= 0x3400) & (points <= 0x9FFF))
    keep |= (points >= 0x20000) & (points <= 0x323AF)
    keep[1:] &= ~(digit[1:] & digit[:-1])
    opening = _OPENING.match(plain)
    if opening and opening.end() < len(plain):
        keep[: opening.end()] = False
    if bare:
        _drop(plain, points, keep)
    points = np.where(digit, np.uint64(48), points)
    places = np.flatnonzero(keep)
    return Reading(plain, places, points[places])


def _drop(plain: str, points: npt.NDArray[np.uint64], keep: npt.NDArray[np.bool_]) -> None:
    """Leave out the words that say nothing, from left to right, a word that is kept before one that is dropped."""
    end = 0
    for at in np.flatnonzero(_BEGINS[np.minimum(points, _LAST)]).tolist():
        if at < end:
            continue
        for word, stays in _WORDS[plain[at]]:
            if plain.startswith(word, at):
                end = at + len(word)
                if not stays:
                    keep[at:end] = False
                break


def grams(kept: npt.NDArray[np.uint64], longest: int) -> list[Hashes]:
    """The hashes of all n-grams, for n = 1 … longest a list of them in the order of their beginnings."""
    base = (kept + _SALT) * _ONE
    base ^= base >> np.uint64(29)
    base *= _TWO
    rolling = base
    found: list[Hashes] = []
    for size in range(1, longest + 1):
        if size > 1:
            rolling = rolling[:-1] * _ONE + base[size - 1 :]
        mixed = (rolling ^ (rolling >> np.uint64(31))) * _TWO
        found.append((mixed >> np.uint64(32)).astype(np.uint32))
        if rolling.size <= 1:
            found += [np.zeros(0, np.uint32)] * (longest - size)
            break
    return found


def counted(reading: Reading, longest: int) -> tuple[Hashes, Floats]:
    """The different n-grams of a message in ascending order of hash, and how much each is there: 1 + ln(times)."""
    hashes, times = np.unique(np.concatenate(grams(reading.kept, longest)), return_counts=True)
    return hashes, (1 + np.log(times)).astype(np.float32)


_SALT: Final = np.uint64(1)
_ONE: Final = np.uint64(0x9E3779B97F4A7C15)
_TWO: Final = np.uint64(0xC2B2AE3D27D4EB4F)

_OPENING: Final = re.compile(
    r"\s*(?:[0-9年月日:点分 ]{3,20},?)?(?:来电人|来访人|来信人|反映人|诉求人|市民|群众|居民|村民|网格员|巡查员|坐席)"
    r"[^,,:。]{0,10}?(?:来电|来访|来信)?(?:反映|称|表示|上报|发现|咨询|求助|投诉|诉求)(?:称)?[:,]?"
)
# Words that say nothing of a category; a word of the first list keeps the characters that it shares with the second.
_KEPT: Final = (
    "就业 目的 的士 对象 应对 对面 绝对 到期 迟到 公正 着火 着重 自来水 自建 自行车 自然 来访 未来 上学 上班 上级 上访 上课 "
    "上网 网上 晚上 路上 楼上 以上 地上 会议 社会 工会 会员 会计 机会 协会 业委会 委员会 开会 人大 地方 地址 工地 土地 绿地 "
    "草地 场地 用地 宅基地 征地 占地 本地 当地 湿地 地下 地铁 地产 等级 高等 行为 应该 之间 要求 需要 主要 重要 给予 补给 供给 "
    "发给 让座 转让 出让 从事 从业 并购 合并 许可 认可 能力 功能 智能 性能 节能 职能 能源 技能 都市 首都 还款 偿还 归还 还钱 "
    "还贷 还原 过程 超过 过敏 过户 过桥 过路 过道 过期 过年 参与 有限 有害 有毒 有偿 所有 国有 公有 私有 拥有 有效 享有 持有 "
    "没收 个体 个税 个人 按摩 按揭 比赛 将军 被子 被告 又名 最低 都是 不动产 去世 出去 得病 等候 电能 可燃 做工"
)
_DROPPED: Final = (
    "我们 你们 他们 她们 咱们 自己 大家 有关 可以 不能 就是 但是 可是 而是 还是 或者 而且 并且 因为 所以 由于 因此 如果 为了 "
    "关于 对于 根据 按照 通过 经过 作为 这个 那个 这些 那些 这样 那样 这么 那么 什么 为什么 怎么 怎么办 如何 为何 哪些 哪里 "
    "这里 那里 一个 以及 同时 之后 之前 以后 以前 很多 许多 非常 十分 特别 其他 其它 其中 本人 我是 也是 这是 只是 没有 任何 "
    "甚至 然而 虽然 不但 不仅 还有 只有 只要 必须 才能 多次 尽快 开始 出来 起来 进来 过来 下来 上来 现在 已经 一样 一直 并没有 "
    "有的 有些 各种 比如 例如 到了 本 该 的 了 吗 呢 吧 啊 呀 么 哦 嘛 我 你 您 他 她 它 们 在 和 是 与 及 或 也 都 就 才 又 还 "
    "很 更 最 不 被 把 将 给 让 对 向 从 到 为 以 于 因 而 且 但 却 若 则 即 其 之 所 此 这 那 得 着 过 会 能 可 要 去 来 上 等 并 "
    "由 自 按 比 个 有 做"
)


_LAST: Final = np.uint64(0xFFFF)
_WORDS: Final[dict[str, list[tuple[str, bool]]]] = {}
_BEGINS: Final = np.zeros(0x10000, np.bool_)
for _list, _stays in ((_KEPT, True), (_DROPPED, False)):
    for _word in sorted(_list.split(), key=len, reverse=True):
        _WORDS.setdefault(_word[0], []).append((_word, _stays))
        _BEGINS[ord(_word[0])] = True
