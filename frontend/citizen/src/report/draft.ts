import type { PublicReport, Receipt } from '@fengqiao/shared/api/contract'
import { newKey } from '@fengqiao/shared/api/http'
import { useDraft } from '@fengqiao/shared/drafts/draft'
import { usePhotoBasket } from '@fengqiao/shared/elements/photoBasket'
import { ref, shallowRef } from 'vue'

export interface ReportDraft {
  text: string
  address: string
  area: string
  areaName: string
  lon: number | null
  lat: number | null
  /** Where the point comes from: the photo, the phone, or nowhere. Both give WGS-84. */
  pointFrom: '' | 'photo' | 'phone'
  phone: string
  pin: string
  /** One report, one key: sending it again after a lost connection makes no second one. */
  key: string
}

function fresh(): ReportDraft {
  return { text: '', address: '', area: '', areaName: '', lon: null, lat: null, pointFrom: '', phone: '', pin: '', key: newKey() }
}

const basket = usePhotoBasket()
const { draft, clear } = useDraft('citizen.report', fresh)
/** The report was sent and no other begun: the back key has no step of it to go back to. */
const sent = ref(false)
const receipt = shallowRef<{ answer: Receipt; by: 'phone' | 'pin' | 'link' } | null>(null)

/** The report while it is made; it outlives the steps and a reload, the photos outlive the steps. */
export function useReport() {
  function finish(answer: Receipt): void {
    receipt.value = { answer, by: draft.value.phone ? 'phone' : draft.value.pin ? 'pin' : 'link' }
    sent.value = true
    clear()
    basket.clear()
  }

  return { draft, basket, receipt, sent, finish }
}

/** What is sent of a draft: only what was said. */
export function reportOf(said: ReportDraft, photos: string[], urgentSeen: boolean): PublicReport {
  const place = {
    ...(said.address.trim() ? { address: said.address.trim() } : {}),
    ...(said.area ? { area: said.area } : {}),
    ...(said.lon !== null && said.lat !== null ? { lon: said.lon, lat: said.lat, datum: 'wgs84' as const } : {}),
  }
  return {
    text: said.text.trim(),
    channel: photos.length > 0 ? 'snapshot' : 'web',
    photos,
    ...(Object.keys(place).length ? { place } : {}),
    ...(said.phone ? { phone: said.phone.replaceAll(/\D/g, '') } : {}),
    ...(!said.phone && said.pin ? { pin: said.pin } : {}),
    ...(urgentSeen ? { urgent_seen: true } : {}),
  }
}
