/** What each shared component is shown with: one set of properties for each state that it has. */
import { Problem } from '@fengqiao/shared/api/problem'
import { usePhotoBasket } from '@fengqiao/shared/elements/photoBasket'

const NOW = new Date('2026-10-22T10:00:00+08:00')
const at = (day: number, time: string) => `2026-10-${String(day).padStart(2, '0')}T${time}:00+08:00`

const segments = [
  { since: at(20, '09:00'), until: at(21, '11:00'), running: true, cause: '', why: '' },
  { since: at(21, '11:00'), until: at(21, '15:00'), running: false, cause: 'material', why: '等待补充材料' },
  { since: at(21, '15:00'), until: at(22, '10:00'), running: true, cause: '', why: '' },
]
const clock = (light: string, sentence: string, ratio: number) => ({
  name: 'handle', title: '', start: at(20, '09:00'), due: at(23, '17:30'), original_due: at(23, '17:30'), light, ratio, stopped_at: null,
  provisional: false, segments, rule: '3 个工作日', sentence,
})
const away = new Problem(0, { code: 'offline' })
const refused = new Problem(400, { code: 'invalid_data', detail: '请写一写发生了什么。', detail_en: 'Please say what happened.', next: '请修改后重试。', next_en: 'Correct it and try again.' })
const busy = new Problem(503, { code: 'busy' }, 20)
const entries = [
  { key: 1, at: at(20, '09:00'), title: '登记', text: '', who: '县综治中心', photos: [] },
  { key: 2, at: at(20, '09:30'), title: '交办', text: '', who: '协调调度组', photos: [] },
  { key: 3, at: at(21, '15:20'), title: '办理进展', text: '已到现场查看，灯杆需要更换，明天上午施工。', who: '市政园林服务中心', photos: [] },
]

export const SAMPLES: Record<string, Record<string, unknown>[]> = {
  ClockBar: [
    { clock: clock('green', '还剩 1 个工作日 3 小时', 0.4), now: NOW, open: true },
    { clock: clock('yellow', '还剩 2 小时', 0.85), now: NOW },
    { clock: clock('red', '已逾期 1 个工作日', 1), now: NOW },
    { clock: clock('paused', '暂停计时', 0.5), now: NOW },
  ],
  FaultNote: [{ problem: refused }, { problem: away }],
  FileDrop: [{ label: '选择文件', hint: '图片、PDF 或 DOCX，不超过 20 MB', share: null }, { label: '选择文件', hint: '', share: 0.4 }],
  Glyph: (['camera', 'voice', 'place', 'phone', 'person', 'search', 'clock', 'alarm', 'check', 'lock'] as const).map((name) => ({ name })),
  HonestNumber: [{ numerator: 312, denominator: 334 }, { numerator: 3, denominator: 5 }, { numerator: 0, denominator: 0 }],
  LedgerTimeline: [{ entries, oldestFirst: true, now: NOW, label: '办理经过' }, { entries: [], label: '办理经过' }],
  LegalRoutes: [{ routes: [] }],
  LightDot: ['green', 'yellow', 'red', 'paused', ''].map((light) => ({ light, withWord: true })),
  MiniClock: [
    { clock: { light: 'green', sentence: '还剩 1 个工作日', ratio: 0.4 } },
    { clock: { light: 'red', sentence: '已逾期 2 小时', ratio: 1 }, stacked: true },
  ],
  PhotoPicker: [{ basket: usePhotoBasket(), label: '拍照或选照片' }],
  PhotoStrip: [{ photos: [{ id: 'a', url: '/mark.svg', thumb: '/mark.svg' }] }],
  QrPicture: [{ text: 'https://fengqiao.example/t/0' }],
  ReadFault: [{ problem: away, readAt: NOW }, { problem: busy, busy: true }],
  UrgentCard: [{ prompt: 'dial_119_now', words: ['着火'] }],
  WhyLine: [{ why: '依据“井盖”“松动”', full: '依据职责清单第 12 条 · 第 3 版' }],
}
