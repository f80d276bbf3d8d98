import type { ProblemDetails } from './contract'

/** A refusal or fault of the server, or of the way to it, in words that can be shown. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  /** The field the words belong to, "" if none. */
  readonly field: string
  readonly currentVersion: number | null
  /** Seconds until another try makes sense, 0 if the server did not say. */
  readonly retryAfter: number
  private readonly details: ProblemDetails

  constructor(status: number, details: ProblemDetails, retryAfter = 0) {
    super(details.detail ?? details.title ?? details.code ?? String(status))
    this.name = 'Problem'
    this.status = status
    this.details = details
    this.code = details.code ?? ''
    this.field = details.field ?? ''
    this.currentVersion = details.current_version ?? null
    this.retryAfter = details.retry_after ?? retryAfter
  }

  /** What is wrong, in the reader's language; "" when the server sent no words. */
  detail(locale: string): string {
    const own = this.details.detail ?? this.details.title ?? ''
    return locale.startsWith('en') ? (this.details.detail_en ?? own) : own
  }

  /** What to do next, in the reader's language. */
  next(locale: string): string {
    const own = this.details.next ?? ''
    return locale.startsWith('en') ? (this.details.next_en ?? own) : own
  }

  get isOffline(): boolean {
    return this.status === 0
  }

  get isSignedOut(): boolean {
    return this.status === 401
  }

  /** Somebody else was faster: the version that was sent is no longer the matter's. */
  get isConflict(): boolean {
    return this.status === 409 && this.currentVersion !== null
  }
}

/** The network did not answer. */
export function offline(): Problem {
  return new Problem(0, { code: 'offline' })
}

/** Nobody is signed in. */
export function signedOut(): Problem {
  return new Problem(401, { code: 'signed_out' })
}

/** Reads a fault from an answer, whatever its body is. */
export async function problemOf(response: Response): Promise<Problem> {
  const wait = Number(response.headers.get('Retry-After') ?? 0)
  let details: ProblemDetails = {}
  try {
    const body: unknown = await response.json()
    if (body !== null && typeof body === 'object') details = body
  } catch {
    details = { code: response.status >= 500 ? 'server_error' : '' }
  }
  return new Problem(response.status, details, Number.isFinite(wait) ? wait : 0)
}

/** Any thrown value as a Problem; what is none is a fault of our own. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(-1, { code: 'page_error', detail: error instanceof Error ? error.message : String(error) })
}
