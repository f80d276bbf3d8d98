import '@fengqiao/shared/older/missing'
import '@fengqiao/shared/tokens/tokens.css'
import '@fengqiao/shared/tokens/base.css'

import { dress } from '@fengqiao/shared/tokens/appearance'
import { createWords } from '@fengqiao/shared/words/words'
import { createApp, defineAsyncComponent } from 'vue'

import App from './App.vue'
import en from './words/en'
import zh from './words/zh'

/** The screens of a hall stand beside the command screen; each is opened by its address. */
const HALL: Record<string, ReturnType<typeof defineAsyncComponent>> = {
  '/screen/queue': defineAsyncComponent(() => import('./hall/HallDisplay.vue')),
  '/screen/kiosk': defineAsyncComponent(() => import('./hall/HallKiosk.vue')),
}
const here = HALL[window.location.pathname.replace(/\/$/, '')]

dress('staff', here ? 'light' : 'dark')
createApp(here ?? App).use(createWords({ zh, en })).mount('#app')
