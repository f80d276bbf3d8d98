import '@fengqiao/shared/older/missing'
import './style/vant'
import '@fengqiao/shared/tokens/tokens.css'
import '@fengqiao/shared/tokens/base.css'

import { reloadWhenBuiltAnew } from '@fengqiao/shared/api/freshBuild'
import { serveOffline } from '@fengqiao/shared/serving/serving'
import { dress } from '@fengqiao/shared/tokens/appearance'
import { createWords } from '@fengqiao/shared/words/words'
import { createApp } from 'vue'

import App from './App.vue'
import { createCitizenRouter } from './router'
import { hashed } from './shell/address'
import en from './words/en'
import zh from './words/zh'

hashed()
dress('citizen')
reloadWhenBuiltAnew()
createApp(App).use(createWords({ zh, en })).use(createCitizenRouter()).mount('#app')
serveOffline('/citizen/')
