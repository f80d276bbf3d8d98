import type { PublicReport, Receipt } from '@fengqiao/shared/api/contract'
import { newKey } from '@fengqiao/shared/api/http'
import { useLastingDraft } from '@fengqiao/shared/drafts/draft'
import { usePhotoBasket } from '@fengqiao/shared/elements/photoBasket'
import { computed, ref, shallowRef } from 'vue'

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
  /** Somebody reports for somebody else: for whom, with what number of the own, and that they agreed. */
  proxy: boolean
  name: string
  otherPhone: string
  consent: boolean
  /** What somebody else has reported already and this person follows; '' for nothing. */
  sameAs: string
  /** One report, one key: sending it again after a lost connection makes no second one. */
  key: string
}

export function emptyReport(): ReportDraft {
  return {
    text: '', address: '', area: '', areaName: '', lon: null, lat: null, pointFrom: '', phone: '', pin: '', proxy: false, name: '', otherPhone: '',
    consent: false, sameAs: '', key: newKey(),
  }
}

const basket = usePhotoBasket()
const { draft, clear } = useLastingDraft('citizen.report', emptyReport)
/** The report was sent and no other begun: the back key has no step of it to go back to. */
const sent = ref(false)
const receipt = shallowRef<{ answer: Receipt; by: 'phone' | 'pin' | 'link' } | null>(null)

/** The report while it is made; it outlives the steps, a reload and the browser's end, its photos too. */
export function useReport() {
  const begun = computed(() => draft.value.text.trim() !== '' || draft.value.address.trim() !== '' || basket.photos.length > 0)

  function finish(answer: Receipt, by: 'phone' | 'pin' | 'link'): void {
    receipt.value = { answer, by }
    leave()
  }

  /** The form is empty again; what was in it has gone elsewhere, or is given up. */
  function leave(): void {
    sent.value = true
    clear()
    basket.clear()
  }

  return { draft, basket, receipt, sent, begun, finish, leave }
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
    ...(said.phone ? { phone: digits(said.phone) } : {}),
    ...(!said.phone && said.pin ? { pin: said.pin } : {}),
    ...(said.proxy ? { name: said.name.trim(), proxy: { consent: said.consent, phone: digits(said.otherPhone) } } : {}),
    ...(said.sameAs ? { same_as: said.sameAs } : {}),
    ...(urgentSeen ? { urgent_seen: true } : {}),
  }
}

const digits = (phone: string): string => phone.replaceAll(/\D/g, '')
