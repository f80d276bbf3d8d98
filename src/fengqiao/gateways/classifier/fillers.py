"""Words that say nothing of a category: messages come with and without them, so a bare reading leaves them out."""

from typing import Final

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]


def fillers(text: str, points: Codes) -> Flags:
    """Which characters of a text belong to a word that says nothing; `points` are its code points.

    Words are told from left to right, a word that is kept before one that is dropped, the longer before the shorter.
    """
    letters = _LETTERS[np.minimum(points, _LAST)]
    pairs = letters.astype(np.int32) * np.int32(_SIZE)
    pairs[:-1] += letters[1:]
    found = _PAIRS[pairs]
    for at in np.flatnonzero(found == _LONGER).tolist():
        found[at] = _word(text, at)
    reach = _apart(np.abs(found))
    drops = np.where(found > 0, reach, 0)
    dropped: Flags = drops > 0
    for length in range(1, _LONGEST):
        dropped[length:] |= drops[:-length] > length
    return dropped


def _apart(reach: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    """How far the word at each place reaches, 0 where none begins or where an earlier word reaches over it."""
    under = np.zeros(reach.size, np.bool_)
    for length in range(1, _LONGEST):
        under[length:] |= reach[:-length] > length
    left = bytearray(reach.tobytes())
    for at in np.flatnonzero(under & (reach > 0)).tolist():
        if (
            left[at - 1] > 1 or left[at - 2] > 2
        ):  # no word has more than three characters; nothing begins at the end
            left[at] = 0
    return np.frombuffer(left, np.int8)


def _word(text: str, at: int) -> int:
    """The length of the word at a place: below 0 for one that is kept, 0 for none."""
    for word, length in _WORDS.get(text[at], ()):
        if text.startswith(word, at):
            return length
    return 0


# A word of the first list keeps the characters that it shares with the second.
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

DROPPED: Final = frozenset(_DROPPED.split())
"""The words that say nothing, for who shows words and would not end with one."""

_LONGEST: Final = max(map(len, (_KEPT + " " + _DROPPED).split()))
_LAST: Final = np.uint32(0xFFFF)
_LONGER: Final = 100
"""Stands for pairs of characters that a longer word begins with: few, and looked at one by one."""

# For the first character of each word, the words in the order in which they are tried, and their lengths.
_WORDS: Final[dict[str, list[tuple[str, int]]]] = {}
for _list, _sign in ((_KEPT, -1), (_DROPPED, 1)):
    for _one in sorted(_list.split(), key=len, reverse=True):
        _WORDS.setdefault(_one[0], []).append((_one, _sign * len(_one)))

_ALPHABET: Final = sorted({character for words in _WORDS.values() for word, _ in words for character in word})
_SIZE: Final = len(_ALPHABET) + 1
_LETTERS: Final = np.zeros(0x10000, np.uint16)
"""A small number for each character that stands in one of the words, 0 for all others."""
_LETTERS[[ord(character) for character in _ALPHABET]] = np.arange(1, _SIZE)


def _told_by_two() -> npt.NDArray[np.int8]:
    """What stands at a place, by its character and the next one: as `_word` says it, or `_LONGER`."""
    told = np.zeros((_SIZE, _SIZE), np.int8)
    number = {character: place for place, character in enumerate(_ALPHABET, start=1)}
    for first in _WORDS:
        told[number[first], 0] = _word(first, 0)
        for second in _ALPHABET:
            told[number[first], number[second]] = _word(first + second, 0)
        for word, _ in _WORDS[first]:
            if len(word) > 2:
                told[number[first], number[word[1]]] = _LONGER
    return told.ravel()


_PAIRS: Final = _told_by_two()
