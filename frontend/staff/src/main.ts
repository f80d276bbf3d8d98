import '@fengqiao/shared/older/missing'
import './style/element'
import '@fengqiao/shared/tokens/tokens.css'
import '@fengqiao/shared/tokens/base.css'

import { reloadWhenBuiltAnew } from '@fengqiao/shared/api/freshBuild'
import { uploadAsStaff } from '@fengqiao/shared/api/upload'
import { dress } from '@fengqiao/shared/tokens/appearance'
import { createWords } from '@fengqiao/shared/words/words'
import { createPinia } from 'pinia'
import { createApp } from 'vue'

import App from './App.vue'
import { createStaffRouter, readAhead } from './router'
import en from './words/en'
import zh from './words/zh'

dress('staff')
reloadWhenBuiltAnew()
uploadAsStaff()
const words = createWords({ zh, en })
const app = createApp(App).use(createPinia()).use(words)
const router = createStaffRouter()
readAhead(router)
app.use(router)
app.mount('#app')
