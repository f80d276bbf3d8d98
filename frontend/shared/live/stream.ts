/** What the live stream says of a matter on this post's lists. */
export interface Told {
  code: string
  version: number
  state: string
}

export interface Hears {
  /** A matter on the lists is new or changed. */
  changed: (told: Told) => void
  /** A matter went elsewhere. */
  gone: (code: string) => void
  /** Something may have been missed: load anew. */
  reset: () => void
  /** The session has ended. */
  signedOut: () => void
}

/** How long until a stream that was refused or broken for good is tried again. */
const AGAIN = 30_000

/** Where the stream is: an address of its own, the same origin (''), or the port above the page's. */
export function addressOf(live: string | null, page: Location): string {
  if (live !== null) return `${live}/live/changes`
  const port = Number(page.port || (page.protocol === 'https:' ? 443 : 80)) + 1
  return `${page.protocol}//${page.hostname}:${port}/live/changes`
}

/**
 * Listens for one post until it is told to stop. The browser comes back by itself after a break and names how far it was;
 * a stream that it gave up is opened anew from that place.
 */
export class Stream {
  private source: EventSource | null = null
  private timer = 0
  private place = ''
  private opened = false
  private stopped = false

  constructor(private readonly address: string, private readonly post: string, private readonly hears: Hears) {
    if (typeof EventSource === 'undefined') return
    this.open()
  }

  /** Whether what is shown is kept up to date by the stream; else somebody has to ask. */
  get alive(): boolean {
    return this.source?.readyState === 1
  }

  stop(): void {
    this.stopped = true
    window.clearTimeout(this.timer)
    this.source?.close()
    this.source = null
  }

  private open(): void {
    const query = new URLSearchParams({ post: this.post })
    if (this.place) query.set('after', this.place)
    const source = new EventSource(`${this.address}?${query.toString()}`, { withCredentials: true })
    this.source = source
    source.onopen = () => {
      // What changed between the page's own loading and the first opening was told to nobody.
      if (!this.opened) this.hears.reset()
      this.opened = true
    }
    source.onerror = () => {
      if (source.readyState !== 2 || this.stopped) return
      this.source = null
      this.timer = window.setTimeout(() => { this.open() }, AGAIN)
    }
    this.on(source, 'matter', (data) => { this.hears.changed(data as Told) })
    this.on(source, 'gone', (data) => { this.hears.gone((data as Told).code) })
    this.on(source, 'reset', () => { this.hears.reset() })
    this.on(source, 'signed_out', () => {
      this.stop()
      this.hears.signedOut()
    })
  }

  private on(source: EventSource, name: string, hear: (data: unknown) => void): void {
    source.addEventListener(name, (event) => {
      if (event.lastEventId) this.place = event.lastEventId
      hear(JSON.parse(event.data as string) as unknown)
    })
  }
}
