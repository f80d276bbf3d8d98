import { createRouter, createWebHashHistory, START_LOCATION, type Router } from 'vue-router'

import HomePage from './home/HomePage.vue'

/**
 * The citizen's addresses. They stand behind the hash, because a tracking link carries a secret: what is behind the
 * hash never reaches a server's log.
 */
export function createCitizenRouter(): Router {
  return createRouter({
    history: createWebHashHistory('/citizen/'),
    // A page that has just been opened stands at its top already.
    scrollBehavior: (_to, from) => (from === START_LOCATION ? false : { top: 0 }),
    routes: [
      { path: '/', name: 'home', component: HomePage },
      { path: '/report/:step(1|2|3|4)?', name: 'report', component: () => import('./report/ReportPage.vue') },
      { path: '/done', name: 'done', component: () => import('./report/DonePage.vue') },
      { path: '/kept', name: 'kept', component: () => import('./kept/KeptPage.vue') },
      { path: '/track', name: 'find', component: () => import('./track/FindPage.vue') },
      { path: '/t/:secret/:part(asked|questions|steps|material|withdraw|access|own)?', name: 'track', component: () => import('./track/TrackPage.vue'), props: true },
      { path: '/party', name: 'party-find', component: () => import('./party/FindParty.vue') },
      { path: '/party/:secret', name: 'party', component: () => import('./party/PartyPage.vue'), props: true },
      { path: '/where', name: 'where', component: () => import('./whereto/WhereToPage.vue') },
      { path: '/answers', name: 'answers', component: () => import('./answers/AnswersPage.vue') },
      { path: '/notices', name: 'notices', component: () => import('./notices/NoticesPage.vue') },
      { path: '/notices/:code', name: 'notice', component: () => import('./notices/NoticePage.vue'), props: true },
      { path: '/answered', name: 'answered', component: () => import('./answers/AnsweredPage.vue') },
      { path: '/mediators', name: 'board', component: () => import('./party/BoardPage.vue') },
      { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./shell/NoPage.vue') },
    ],
  })
}
