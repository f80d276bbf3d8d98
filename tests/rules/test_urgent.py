"""Urgent content rings at once; what is over, supposed, denied or only asked about does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.triage.urgent import urgent

NOW = {
    "dial_119_now": [
        "我家着火了怎么办",
        "楼上着火了快来人",
        "去年着过火,现在又着火了",
        "电瓶车在楼道里烧起来了",
        "厨房煤气漏了满屋子都是味",
        "挖机挖断了燃气管",
        "化工厂氨气泄漏,好多人在咳",
        "电梯里关了三个人出不来",
        "我妈被困在电梯里半个小时了",
        "孩子掉河里了",
        "有人掉进窨井里了",
        "后院的墙倒了,两个工人被埋了",
    ],
    "dial_110_now": [
        "他拿刀追着我砍",
        "隔壁男人正在打他老婆,女的喊救命",
        "他喝了酒拿皮带抽我,快来人",
        "我不想活了",
        "小区楼顶有个人要跳楼",
        "有人持刀在超市门口",
        "孩子不见了找了两个小时",
        "救命啊!",
    ],
    "dial_120_now": [
        "有人触电倒地了",
        "我妈昏迷不醒了",
        "有人喝农药了",
        "路口撞了人了,流了一地血",
        "一家三口煤气中毒",
        "老人晕倒在楼梯口",
    ],
}
CALM = [
    "",
    "咨询消防证办理",
    "灭火器过期",
    "去年着火那事还没赔",
    "去年冬天,我家着火了,烧掉半间房,想问补助",
    "万一着火了往哪跑",
    "如果晚上睡觉时电瓶车着火了,一楼的人怎么办",
    "没有着火,是烧烤的烟",
    "怕电动车充电着火",
    "楼道堆满纸箱,真着火了跑都跑不掉",
    "消防演练什么时候",
    "他是我的救命恩人",
    "这是我的救命钱,求求政府",
    "车子堵住了救命通道",
    "上个月电梯困过人,现在还没修",
    "电梯经常关人,物业不修",
    "电梯老是坏,担心困人",
    "工伤赔偿:我从架子上摔下来受伤",
    "请问家暴报警有什么流程",
    "预防一氧化碳中毒知识讲座",
    "他发火了骂我",
    "前天车祸撞了人,交警判全责",
    "燃气怎么开户",
    "停气了",
    "作业多得喘不过气",
    "这是道德绑架",
    "厂里没有发生过爆炸",
    "昨晚的火已经扑灭了,想问原因",
    "吵得我天天吃安眠药",
    "杉树被砍了,找谁赔偿",
]


@pytest.mark.parametrize(("prompt", "text"), [(prompt, text) for prompt in NOW for text in NOW[prompt]])
def test_a_danger_now_names_the_number_to_dial(prompt: str, text: str) -> None:
    found = urgent(text)
    assert found is not None
    assert found.prompt == prompt
    assert found.words


@pytest.mark.parametrize("text", CALM)
def test_what_is_over_supposed_denied_or_asked_about_does_not_ring(text: str) -> None:
    assert urgent(text) is None


def test_fire_goes_before_violence_and_violence_before_illness() -> None:
    fire, violence, illness = "屋里着火了", "有人持刀砍人", "人昏迷不醒了"
    first = [
        urgent("。".join(part)) for part in ((illness, violence, fire), (violence, fire), (illness, violence))
    ]
    assert [one.prompt for one in first if one] == ["dial_119_now", "dial_119_now", "dial_110_now"]


def test_the_words_stand_in_the_message() -> None:
    found = urgent("三楼着火了,有浓烟")
    assert found is not None
    assert all(word in "三楼着火了,有浓烟" for word in found.words)


def test_width_and_blanks_do_not_hide_a_danger() -> None:
    assert urgent("楼 上 着 火 了!快来") == urgent("楼上着火了!快来")


@given(
    st.text(alphabet="着火了救命没有去年如果,。煤气漏电梯困人不刀砍我!? \n\x00", max_size=60)
    | st.text(max_size=40)
)
def test_any_text_gets_an_answer(text: str) -> None:
    found = urgent(text)
    assert found is None or found.words


def test_a_very_long_message_gets_its_answer() -> None:
    assert urgent("煤气燃气电梯他我打刀拿" * 100_000) is None
    found = urgent("楼道里堆满了东西。" * 50_000 + "三楼着火了")
    assert found is not None
