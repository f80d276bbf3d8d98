/**
 * Words that mean: telephone first. The server's rules decide what is urgent; this list only lets the red card stand
 * while somebody still types, also without a network. It never blocks anything.
 */
const ALARMS: readonly { prompt: string; words: readonly string[] }[] = [
  {
    prompt: 'dial_119_now',
    words: [
      '着火', '起火', '失火', '火灾', '冒浓烟', '燃气泄漏', '煤气泄漏', '天然气泄漏', '闻到煤气', '煤气味', '燃气味', '爆炸', '困在电梯', '电梯困人',
      'on fire', 'fire broke', 'gas leak', 'smell of gas', 'explosion',
    ],
  },
  {
    prompt: 'dial_110_now',
    words: [
      '持刀', '砍人', '杀人', '打人', '被打', '殴打', '家暴', '抢劫', '绑架', '性侵', '强奸', '跟踪我', '轻生', '跳楼', '自杀', '救命',
      'with a knife', 'beating', 'being beaten', 'robbery', 'kidnap', 'suicide', 'rape',
    ],
  },
  {
    prompt: 'dial_120_now',
    words: [
      '昏迷', '晕倒', '没有呼吸', '大出血', '流血不止', '心脏病', '触电', '溺水', '落水', '中毒', '车祸受伤', '受伤严重', '一氧化碳',
      'unconscious', 'not breathing', 'bleeding', 'heart attack', 'drowning', 'poisoned',
    ],
  },
]

/** The first alarm that a text raises, with the words that raised it; null if none. */
export function alarmOf(text: string): { prompt: string; words: string[] } | null {
  const said = text.toLowerCase()
  for (const alarm of ALARMS) {
    const words = alarm.words.filter((word) => said.includes(word))
    if (words.length > 0) return { prompt: alarm.prompt, words }
  }
  return null
}
