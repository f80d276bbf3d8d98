import type { Counts, MatterRow, Me, Seat } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { actAs } from '@fengqiao/shared/api/http'
import { asProblem, type Problem } from '@fengqiao/shared/api/problem'
import { learnWords } from '@fengqiao/shared/words/words'
import { ref, shallowRef } from 'vue'

/** Posts that work on the spot; the first that the person has is the one that asks. */
const ON_FOOT = ['grid_worker', 'handler', 'town_dispatcher']

/** The tasks of who is signed in, as the server last gave them. */
export function useTasks() {
  const me = shallowRef<Me | null>(null)
  const seat = shallowRef<Seat | null>(null)
  const tasks = shallowRef<MatterRow[]>([])
  const counts = shallowRef<Counts | null>(null)
  const cursor = ref<string | null>(null)
  const syncedAt = shallowRef<Date | null>(null)
  const asking = ref(false)
  const signedOut = ref(false)
  const problem = shallowRef<Problem | null>(null)

  async function load(): Promise<void> {
    await attempt(async () => {
      if (!me.value) {
        sit(await api.me())
        learnWords((await api.directory()).words)
      }
      const page = await api.worklist({ view: 'todo' })
      tasks.value = [...page.items].sort(byDue)
      counts.value = page.counts
      cursor.value = page.next_cursor
      syncedAt.value = new Date()
    })
  }

  async function more(): Promise<void> {
    await attempt(async () => {
      if (!cursor.value) return
      const page = await api.worklist({ view: 'todo', cursor: cursor.value })
      tasks.value = [...tasks.value, ...page.items].sort(byDue)
      cursor.value = page.next_cursor
    })
  }

  function sit(found: Me): void {
    me.value = found
    seat.value = ON_FOOT.map((post) => found.posts.find((one) => one.post === post)).find((one) => one !== undefined) ?? found.posts[0] ?? null
    actAs(seat.value ? `${seat.value.post}@${seat.value.unit}` : '')
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (asking.value) return
    asking.value = true
    try {
      await work()
      problem.value = null
      signedOut.value = false
    } catch (error) {
      const found = asProblem(error)
      signedOut.value = found.isSignedOut || found.status === 403
      problem.value = signedOut.value ? null : found
      if (signedOut.value) {
        me.value = null
        tasks.value = []
      }
    } finally {
      asking.value = false
    }
  }

  return { me, seat, tasks, counts, cursor, syncedAt, asking, signedOut, problem, load, more }
}

/** What is due first stands first; what has no limit stands last. */
function byDue(one: MatterRow, other: MatterRow): number {
  const dueOf = (row: MatterRow) => (row.due_at ? Date.parse(row.due_at) : Number.POSITIVE_INFINITY)
  const [a, b] = [dueOf(one), dueOf(other)]
  return a === b ? 0 : a - b
}
