/** Every call the four entries make, typed by the contract. */
import type {
  ActAnswer, ActForm, Ahead, AuthAnswer, Directory, FoundMatter, KeptText, MatterDetail, Me, NearbyMatter, PlaceToGo, PublicReport, PublicSimilar, Receipt, Revealed,
  SimilarMatter, StaffReceipt, StaffReport, Suggestion, Tracking, Worklist,
} from './contract'
import { call } from './http'
import { signedOut } from './problem'

const V1 = '/api/v1'
const AUTH = '/_allauth/browser/v1'

export interface WorklistQuery {
  view?: string
  state?: string
  unit?: string
  category?: string
  q?: string
  cursor?: string
}

export const api = {
  /** Throws as for an ended session when nobody is in. The server says that by 204: asking is no fault in the browser's log. */
  me: async () => {
    const found = await call<Me | undefined>(`${V1}/me`)
    if (!found) throw signedOut()
    return found
  },
  directory: () => call<Directory>(`${V1}/directory`),

  // --- staff ---------------------------------------------------------------------------------------------------
  worklist: (query: WorklistQuery, signal?: AbortSignal) =>
    call<Worklist>(`${V1}/worklist`, { query: { ...query }, ...(signal ? { signal } : {}) }),
  matter: (code: string, signal?: AbortSignal) =>
    call<MatterDetail>(`${V1}/matters/${encodeURIComponent(code)}`, signal ? { signal } : {}),
  register: (body: StaffReport, key: string) => call<StaffReceipt>(`${V1}/matters`, { method: 'POST', body, key }),
  act: (code: string, action: string, body: { version: number; data: Record<string, unknown>; photos: string[] }, key: string) =>
    call<ActAnswer>(`${V1}/matters/${encodeURIComponent(code)}/actions/${action}`, { method: 'POST', body, key }),
  /** Accepts and dispatches in one act; both or neither. */
  passOn: (code: string, body: { category: string; lead: string; co: string[]; version: number }, key: string) =>
    call<ActAnswer>(`${V1}/matters/${encodeURIComponent(code)}/accept_and_dispatch`, { method: 'POST', body, key }),
  /** What an act would do with these matters; nothing is written. */
  ahead: (action: string, codes: string[], signal?: AbortSignal) =>
    call<{ items: Ahead[] }>(`${V1}/ahead`, { method: 'POST', body: { action, codes }, ...(signal ? { signal } : {}) }),
  similarTo: (code: string) =>
    call<{ items: SimilarMatter[] }>(`${V1}/matters/${encodeURIComponent(code)}/similar`),
  merge: (code: string, followers: string[], rule: string, key: string) =>
    call<ActAnswer>(`${V1}/matters/${encodeURIComponent(code)}/merge`, { method: 'POST', body: { followers, rule }, key }),
  unmerge: (main: string, follower: string, reason: string, key: string) =>
    call<ActAnswer>(`${V1}/matters/${encodeURIComponent(main)}/unmerge`, { method: 'POST', body: { follower, reason }, key }),
  reveal: (code: string, party: string, purpose: string, key: string) =>
    call<Revealed>(`${V1}/matters/${encodeURIComponent(code)}/reveal`, { method: 'POST', body: { party, purpose }, key }),
  searchByPhone: (phone: string, purpose: string, key: string) =>
    call<{ items: FoundMatter[] }>(`${V1}/search_by_phone`, { method: 'POST', body: { phone, purpose }, key }),
  suggest: (body: { text: string; category?: string; area?: string }, signal?: AbortSignal) =>
    call<Suggestion>(`${V1}/suggest`, { method: 'POST', body, ...(signal ? { signal } : {}) }),
  nearby: (body: { text: string; category?: string }, signal?: AbortSignal) =>
    call<{ items: NearbyMatter[] }>(`${V1}/similar`, { method: 'POST', body, ...(signal ? { signal } : {}) }),
  replies: (category: string) => call<{ items: KeptText[] }>(`${V1}/replies`, { query: { category } }),
  actions: () => call<{ items: ActForm[] }>(`${V1}/actions`),

  // --- citizens ------------------------------------------------------------------------------------------------
  report: (body: PublicReport, key: string) => call<Receipt>(`${V1}/public/matters`, { method: 'POST', body, key }),
  similar: (body: { text: string; category?: string; area?: string; lon?: number; lat?: number }, signal?: AbortSignal) =>
    call<{ items: PublicSimilar[] }>(`${V1}/public/similar`, { method: 'POST', body, ...(signal ? { signal } : {}) }),
  whereTo: (area: string) => call<{ items: PlaceToGo[] }>(`${V1}/public/whereto`, { query: { area } }),
  findTracking: (body: { code: string; last4?: string; pin?: string }) =>
    call<{ secret: string }>(`${V1}/public/track`, { method: 'POST', body }),
  tracking: (secret: string) => call<Tracking>(`${V1}/public/track/${encodeURIComponent(secret)}`),
  addMaterial: (secret: string, body: { text: string; photos: string[] }, key: string) =>
    call<unknown>(`${V1}/public/track/${encodeURIComponent(secret)}/material`, { method: 'POST', body, key }),
  withdraw: (secret: string, reason: string, key: string) =>
    call<unknown>(`${V1}/public/track/${encodeURIComponent(secret)}/withdraw`, { method: 'POST', body: { reason }, key }),
  rate: (secret: string, body: { solved: boolean | 'partly'; satisfaction: string; reason: string }, key: string) =>
    call<unknown>(`${V1}/public/track/${encodeURIComponent(secret)}/rate`, { method: 'POST', body, key }),
}

/** Sign-in in allauth's own words: 401 says which step is missing, 400 and 429 what is wrong. */
export const auth = {
  session: () => call<AuthAnswer>(`${AUTH}/auth/session`, { accept: [401, 410] }),
  /** A browser whose cookies are gone gets the one that the sign-in is checked by first. */
  login: async (username: string, password: string) => {
    if (!document.cookie.includes('csrftoken=')) await api.me().catch(() => undefined)
    return call<AuthAnswer>(`${AUTH}/auth/login`, { method: 'POST', body: { username, password }, accept: [400, 401, 409] })
  },
  confirmCode: (code: string) =>
    call<AuthAnswer>(`${AUTH}/auth/2fa/authenticate`, { method: 'POST', body: { code }, accept: [400, 401] }),
  /** 404 brings the secret of a code that is not enrolled yet. */
  enrolment: () => call<AuthAnswer>(`${AUTH}/account/authenticators/totp`, { accept: [404] }),
  enrol: (code: string) =>
    call<AuthAnswer>(`${AUTH}/account/authenticators/totp`, { method: 'POST', body: { code }, accept: [400] }),
  changePassword: (current: string, next: string) =>
    call<AuthAnswer>(`${AUTH}/account/password/change`, {
      method: 'POST', body: { current_password: current, new_password: next }, accept: [400],
    }),
  signOut: () => call<AuthAnswer>(`${AUTH}/auth/session`, { method: 'DELETE', accept: [401] }),
}
