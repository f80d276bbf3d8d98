import { defineAsyncComponent } from 'vue'

const read = () => import('./ActDrawer.vue')

/** The drawer of the acts, which nobody needs before they act: it is read when the page has come to rest. */
export const ActDrawer = defineAsyncComponent(read)

const QUIET = 800
window.setTimeout(() => { read().catch(() => undefined) }, QUIET)
