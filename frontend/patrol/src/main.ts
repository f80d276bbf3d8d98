import '@fengqiao/shared/older/missing'
import '@fengqiao/shared/tokens/tokens.css'
import '@fengqiao/shared/tokens/base.css'
import './style/patrol.css'

import { serveOffline } from '@fengqiao/shared/serving/serving'
import { dress } from '@fengqiao/shared/tokens/appearance'
import { createWords } from '@fengqiao/shared/words/words'
import { createApp } from 'vue'

import App from './App.vue'
import { createPatrolRouter } from './router'
import en from './words/en'
import zh from './words/zh'

dress('citizen')
createApp(App).use(createWords({ zh, en })).use(createPatrolRouter()).mount('#app')
serveOffline('/patrol/')
