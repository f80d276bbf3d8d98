import { asProblem, Problem } from '@fengqiao/shared/api/problem'
import { isPhone } from '@fengqiao/shared/phones/phone'
import { useFaultWords } from '@fengqiao/shared/words/faults'
import { useWords } from '@fengqiao/shared/words/words'
import { computed, ref, shallowRef } from 'vue'

import { useOutbox } from '../kept/outbox'
import { waitingOf, type Fault, type Waiting } from '../kept/waiting'
import { useReport } from './draft'
import { handOver, photosToSend } from './shelf'
import { alarmOf } from './urgent'

const FIELDS = ['text', 'phone', 'pin', 'name', 'consent', 'otherPhone']
/** The server's names of fields that have another one here. */
const OURS: Record<string, string> = { 'requester.phone': 'phone', 'requester.name': 'name', 'proxy.consent': 'consent', 'proxy.phone': 'otherPhone', 'agent.phone': 'otherPhone' }

/** Checks the report and sends it through the outbox: it has left this form only once it lies there. */
export function useSending() {
  const { t } = useWords()
  const { wrong } = useFaultWords()
  const { draft, basket, finish, leave } = useReport()
  const outbox = useOutbox()
  const busy = ref(false)
  const faults = ref<Record<string, string>>({})
  const problem = shallowRef<Problem | null>(null)
  const shown = computed(() => (problem.value && !FIELDS.includes(named(problem.value.field)) ? problem.value : null))

  /** A field that is being mended is not called wrong any longer. */
  function forgive(field: string): void {
    faults.value = { ...faults.value, [field]: '' }
  }

  function checkText(): boolean {
    faults.value = draft.value.text.trim() ? {} : { text: t('what.missing') }
    return Object.keys(faults.value).length === 0
  }

  function check(): boolean {
    const { text, phone, pin, proxy, name, otherPhone, consent } = draft.value
    faults.value = {
      ...(text.trim() ? {} : { text: t('what.missing') }),
      ...(phone.trim() && !isPhone(phone) ? { phone: t('what.phoneWrong') } : {}),
      ...(!phone && pin && !/^\d{4,8}$/.test(pin) ? { pin: t('what.pinWrong') } : {}),
      ...(proxy && !name.trim() ? { name: t('proxy.nameMissing') } : {}),
      ...(proxy && !isPhone(otherPhone) ? { otherPhone: t('what.phoneWrong') } : {}),
      ...(proxy && !consent ? { consent: t('proxy.consentMissing') } : {}),
    }
    return Object.keys(faults.value).length === 0
  }

  /** Where to go afterwards: `done` with a receipt, `kept` when it waits for the network, null when it stays here. */
  async function submit(): Promise<'done' | 'kept' | null> {
    if (busy.value || basket.busy.value || !check()) return null
    busy.value = true
    problem.value = null
    try {
      const report = waitingOf({ ...draft.value }, await photosToSend(basket.photos), alarmOf(draft.value.text) !== null, Date.now())
      await outbox.put(report)
      return await settled(await outbox.send(report.id))
    } catch (error) {
      problem.value = asProblem(error)
      return null
    } finally {
      busy.value = false
    }
  }

  async function settled(report: Waiting | undefined): Promise<'done' | 'kept' | null> {
    if (report?.state === 'sent' && report.answer) {
      const { answer, by } = report
      handOver(() => { finish(answer, by) })
      return 'done'
    }
    if (report?.state === 'refused' && report.fault) {
      await outbox.takeBack(report.id)
      refuse(report.fault)
      return null
    }
    handOver(leave)
    return 'kept'
  }

  function refuse(fault: Fault): void {
    const found = problemOfFault(fault)
    problem.value = found
    const field = named(found.field)
    if (FIELDS.includes(field)) faults.value = { [field]: wrong(found) }
  }

  return { busy, faults, problem: shown, forgive, check, checkText, submit }
}

export function problemOfFault(fault: Fault): Problem {
  return new Problem(fault.status, { code: fault.code, field: fault.field, detail: fault.zh, detail_en: fault.en })
}

function named(field: string): string {
  return OURS[field] ?? field
}
