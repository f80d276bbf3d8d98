/** Says numbers aloud, where the browser can and the hall turned it on. Nothing is heard, nothing is sent. */
const KEY = 'fengqiao.hallVoice'

export function mayVoice(page: { speechSynthesis?: unknown }): boolean {
  return typeof page.speechSynthesis === 'object' && page.speechSynthesis !== null
}

/** Apart, so that no voice reads a number of three digits as a hundred and something. */
export function spell(name: string): string {
  return [...name].join(' ')
}

export class Voice {
  private wanted = false

  constructor(private readonly speech: SpeechSynthesis | null) {
    try {
      this.wanted = speech !== null && localStorage.getItem(KEY) === 'on'
    } catch {
      this.wanted = false
    }
  }

  get on(): boolean {
    return this.wanted
  }

  set on(next: boolean) {
    this.wanted = next
    try {
      localStorage.setItem(KEY, next ? 'on' : 'off')
    } catch {
      // The choice lasts for this visit.
    }
  }

  say(words: string, locale: string): void {
    if (!this.wanted || !this.speech) return
    const said = new SpeechSynthesisUtterance(words)
    said.lang = locale === 'en' ? 'en-GB' : 'zh-CN'
    this.speech.speak(said)
  }
}
