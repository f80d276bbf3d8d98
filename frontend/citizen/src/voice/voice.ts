/** Speaking instead of typing, where the browser has it. What is heard goes into the field; the sound goes nowhere of ours. */
import { onBeforeUnmount, ref, type Ref } from 'vue'

/** The little of the browser's own interface that is used; the DOM types do not name it yet. */
interface Recognition {
  lang: string
  continuous: boolean
  interimResults: boolean
  onresult: ((event: { resultIndex: number; results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }> }) => void) | null
  onerror: ((event: { error: string }) => void) | null
  onend: (() => void) | null
  start: () => void
  abort: () => void
  stop: () => void
}

type Recognizes = new () => Recognition

export type VoiceFault = '' | 'denied' | 'nothing' | 'away'

function recognizer(): Recognizes | null {
  const found = window as unknown as { SpeechRecognition?: Recognizes; webkitSpeechRecognition?: Recognizes }
  return window.isSecureContext ? (found.SpeechRecognition ?? found.webkitSpeechRecognition ?? null) : null
}

/** Listens until it is stopped or nobody speaks any more; `heard` is given each finished piece. */
export function useVoice(language: Ref<string>, heard: (words: string) => void) {
  const Recognizer = recognizer()
  const listening = ref(false)
  const fault = ref<VoiceFault>('')
  let running: Recognition | null = null

  function start(): void {
    if (!Recognizer || listening.value) return
    fault.value = ''
    running = new Recognizer()
    running.lang = language.value.startsWith('en') ? 'en-US' : 'zh-CN'
    running.continuous = true
    running.interimResults = false
    running.onresult = ({ resultIndex, results }) => {
      for (let place = resultIndex; place < results.length; place += 1) {
        const said = results[place]?.isFinal ? results[place]?.[0]?.transcript.trim() : ''
        if (said) heard(said)
      }
    }
    running.onerror = ({ error }) => { fault.value = faultOf(error) }
    running.onend = () => { listening.value = false }
    listening.value = true
    running.start()
  }

  function stop(): void {
    running?.stop()
    listening.value = false
  }

  onBeforeUnmount(() => { running?.abort() })
  return { available: Recognizer !== null, listening, fault, start, stop }
}

function faultOf(error: string): VoiceFault {
  if (error === 'not-allowed' || error === 'service-not-allowed') return 'denied'
  if (error === 'aborted') return ''
  return error === 'no-speech' ? 'nothing' : 'away'
}
