import { createRouter, createWebHashHistory, type Router } from 'vue-router'

import TasksPage from './tasks/TasksPage.vue'

/** Everything but the list of tasks is loaded when it is needed, or when the phone has nothing else to do. */
const LATER = {
  task: () => import('./tasks/TaskPage.vue'),
  report: () => import('./report/ReportPage.vue'),
  help: () => import('./report/HelpPage.vue'),
  sweeps: () => import('./sweeps/SweepsPage.vue'),
  sweep: () => import('./sweeps/SweepPage.vue'),
  outbox: () => import('./outbox/OutboxPage.vue'),
  record: () => import('./outbox/RecordPage.vue'),
  me: () => import('./me/MePage.vue'),
  signIn: () => import('./me/SignInPage.vue'),
}

/** Addresses behind the hash: the one page opens without network whatever stands there. */
export function createPatrolRouter(): Router {
  return createRouter({
    history: createWebHashHistory('/patrol/'),
    scrollBehavior: () => ({ top: 0 }),
    routes: [
      { path: '/', name: 'tasks', component: TasksPage },
      { path: '/task/:code', name: 'task', component: LATER.task, props: true },
      { path: '/report/:kind(report|self|urgent)', name: 'report', component: LATER.report, props: true },
      { path: '/help', name: 'help', component: LATER.help },
      { path: '/sweeps', name: 'sweeps', component: LATER.sweeps },
      { path: '/sweeps/:id/:grid', name: 'sweep', component: LATER.sweep, props: true },
      { path: '/outbox', name: 'outbox', component: LATER.outbox },
      { path: '/outbox/:id', name: 'record', component: LATER.record, props: true },
      { path: '/me', name: 'me', component: LATER.me },
      { path: '/sign-in', name: 'sign-in', component: LATER.signIn },
      { path: '/:rest(.*)*', redirect: { name: 'tasks' } },
    ],
  })
}

/** Loads every page while there is a network, also where no service worker may run (plain HTTP in an office). */
export async function loadAll(): Promise<void> {
  await Promise.allSettled(Object.values(LATER).map((load) => load()))
}
