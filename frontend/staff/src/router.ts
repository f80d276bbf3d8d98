import { createRouter, createWebHistory, type RouteLocationNormalized, type Router } from 'vue-router'

import { useSession } from './session/session'
import WorklistPage from './worklist/WorklistPage.vue'

/** The staff entry's addresses; all but the sign-in need a session. */
export function createStaffRouter(): Router {
  const router = createRouter({
    history: createWebHistory('/staff/'),
    routes: [
      { path: '/', redirect: { name: 'worklist' } },
      { path: '/sign-in', name: 'sign-in', component: () => import('./session/SignIn.vue'), meta: { open: true } },
      { path: '/worklist', name: 'worklist', component: WorklistPage },
      { path: '/register', name: 'register', component: () => import('./register/RegisterPage.vue') },
      { path: '/matters/:code', name: 'matter', component: () => import('./matter/MatterPage.vue'), props: true },
      { path: '/signals', name: 'signals', component: () => import('./signals/SignalsPage.vue') },
      { path: '/rights', name: 'rights', component: () => import('./rights/RightsPage.vue') },
      { path: '/mediation', name: 'day', component: () => import('./mediation/DayPage.vue') },
      { path: '/mediation/rooms', name: 'calendar', component: () => import('./mediation/CalendarPage.vue') },
      { path: '/mediation/mediators', name: 'mediators', component: () => import('./mediation/MediatorsPage.vue') },
      { path: '/figures/disputes', name: 'figures', component: () => import('./figures/DisputeFiguresPage.vue') },
      { path: '/disputes/:code', name: 'dispute', component: () => import('./dispute/DisputePage.vue'), props: true },
      { path: '/disputes/:code/sign', name: 'signing', component: () => import('./dispute/signing/SigningPage.vue'), props: true, meta: { bare: true } },
      { path: '/settings', redirect: { name: 'duties' } },
      { path: '/settings/duties', name: 'duties', component: () => import('./settings/DutyVersionsPage.vue') },
      { path: '/settings/duties/:number(\\d+)', name: 'duty', component: () => import('./settings/DutyPage.vue'), props: (to) => ({ number: Number(to.params['number']) }) },
      { path: '/settings/questions', name: 'questions', component: () => import('./settings/QuestionsPage.vue') },
      { path: '/settings/questions/:category([A-Za-z0-9_.-]+)', name: 'questionSet', component: () => import('./settings/QuestionSetPage.vue'), props: true },
      { path: '/settings/templates', name: 'templates', component: () => import('./settings/TemplatesPage.vue') },
      { path: '/settings/templates/:template([A-Z_]+)', name: 'template', component: () => import('./settings/TemplatePage.vue'), props: true },
      { path: '/settings/calendar', name: 'workdays', component: () => import('./settings/WorkdaysPage.vue') },
      { path: '/queue', name: 'queue', component: () => import('./hall/QueuePage.vue') },
      { path: '/knowledge', name: 'knowledge', component: () => import('./knowledge/KnowledgePage.vue') },
      { path: '/notices', name: 'notices', component: () => import('./notices/NoticesPage.vue') },
      { path: '/settings/roster', name: 'roster', component: () => import('./roster/RosterPage.vue') },
      { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./shell/NoPage.vue') },
    ],
  })
  router.beforeEach((to) => admit(to))
  return router
}

/** Fetches the page that was asked for while the server is asked who is there; what fails is told by the router, which asks again. */
export function readAhead(router: Router): void {
  const asked = router.resolve(window.location.pathname.replace(/^\/staff(?=\/|$)/, '') || '/')
  const open = asked.matched[asked.matched.length - 1]?.redirect ? router.resolve({ name: 'worklist' }) : asked
  const page: unknown = open.matched[open.matched.length - 1]?.components?.['default']
  if (typeof page === 'function') Promise.resolve(page()).catch(() => undefined)
}

async function admit(to: RouteLocationNormalized) {
  const session = useSession()
  await session.start()
  if (to.meta['open'] === true) {
    if (session.phase !== 'in') return true
    return leftForAdmin(to) ? false : wanted(to)
  }
  if (session.phase === 'in' || session.phase === 'fault') return true
  return { name: 'sign-in', query: { next: to.fullPath, ...(session.phase === 'enrol' ? { enrol: '1' } : {}) } }
}

/** The admin is a page of the server's own: whoever was sent here from it goes back past the router. */
export function leftForAdmin(from: Pick<RouteLocationNormalized, 'query'>): boolean {
  const next = from.query['next']
  if (typeof next !== 'string' || !next.startsWith('/admin/')) return false
  window.location.assign(next)
  return true
}

/** Where a signed-in person goes from the sign-in page: only to an address of this entry. */
export function wanted(from: Pick<RouteLocationNormalized, 'query'>): string {
  const next = from.query['next']
  return typeof next === 'string' && /^\/(?!\/)/.test(next) && !next.startsWith('/sign-in') ? next : '/worklist'
}
