import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { forgetDrafts, useDraft, useLastingDraft } from './draft'

const fresh = () => ({ text: '', photos: [] as string[], agreed: false })

describe('a draft', () => {
  beforeEach(() => { sessionStorage.clear() })

  it('survives a reload', () => {
    useDraft('report', fresh).draft.value.text = 'a lamp is out'
    expect(useDraft('report', fresh).draft.value).toEqual({ text: 'a lamp is out', photos: [], agreed: false })
  })

  it('is written down after a pause, and before the page goes', () => {
    vi.useFakeTimers()
    const kept = () => sessionStorage.getItem('fengqiao.draft.report')
    const { draft } = useDraft('report', fresh)
    draft.value.text = 'a lamp'
    expect(kept()).toBeNull()
    vi.advanceTimersByTime(300)
    expect(kept()).toContain('a lamp')
    draft.value.text = 'a lamp is out'
    window.dispatchEvent(new Event('pagehide'))
    expect(kept()).toContain('a lamp is out')
    vi.useRealTimers()
  })

  it('that was cleared before it was written down does not come back', () => {
    vi.useFakeTimers()
    const { draft, clear } = useDraft('report', fresh)
    draft.value.text = 'a lamp'
    clear()
    vi.advanceTimersByTime(1000)
    expect(sessionStorage.getItem('fengqiao.draft.report')).toBeNull()
    vi.useRealTimers()
  })

  it('is gone after it was cleared, and can be written again', () => {
    const { draft, clear } = useDraft('report', fresh)
    draft.value.text = 'first'
    clear()
    expect(draft.value.text).toBe('')
    expect(useDraft('report', fresh).draft.value.text).toBe('')
    draft.value.text = 'second'
    expect(useDraft('report', fresh).draft.value.text).toBe('second')
  })

  it('takes over only fields of the same shape', () => {
    sessionStorage.setItem('fengqiao.draft.report', JSON.stringify({ text: 5, photos: 'x', agreed: true, extra: 1 }))
    expect(useDraft('report', fresh).draft.value).toEqual({ text: '', photos: [], agreed: true })
  })

  it('gives a form that learns its fields later all that was kept', () => {
    useDraft<Record<string, unknown>>('schema', () => ({})).draft.value['reason'] = 'x'
    expect(useDraft<Record<string, unknown>>('schema', () => ({})).draft.value).toEqual({ reason: 'x' })
  })

  it('begins anew when what was kept is broken', () => {
    sessionStorage.setItem('fengqiao.draft.report', '{')
    expect(useDraft('report', fresh).draft.value).toEqual(fresh())
  })

  it('is forgotten for the next person, other keys are left alone', () => {
    useDraft('a', fresh).draft.value.text = 'x'
    sessionStorage.setItem('other', 'kept')
    forgetDrafts()
    expect(useDraft('a', fresh).draft.value.text).toBe('')
    expect(sessionStorage.getItem('other')).toBe('kept')
  })
})

describe('a draft on somebody’s own phone', () => {
  beforeEach(() => { localStorage.clear() })
  afterEach(() => { vi.useRealTimers() })

  it('outlives the tab', () => {
    useLastingDraft('mine', fresh).draft.value.text = '路灯'
    sessionStorage.clear()
    expect(useLastingDraft('mine', fresh).draft.value.text).toBe('路灯')
  })

  it('is forgotten after a week', () => {
    vi.useFakeTimers({ now: 0 })
    useLastingDraft('mine', fresh).draft.value.text = '路灯'
    vi.advanceTimersByTime(300)
    vi.setSystemTime(7 * 24 * 3_600_000 + 301)
    expect(useLastingDraft('mine', fresh).draft.value.text).toBe('')
  })

  it('stands apart from the drafts of this tab', () => {
    useLastingDraft('mine', fresh).draft.value.text = '路灯'
    expect(useDraft('mine', fresh).draft.value.text).toBe('')
    forgetDrafts()
    expect(useLastingDraft('mine', fresh).draft.value.text).toBe('路灯')
  })
})
