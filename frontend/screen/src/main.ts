import '@fengqiao/shared/older/missing'
import '@fengqiao/shared/tokens/tokens.css'
import '@fengqiao/shared/tokens/base.css'

import { dress } from '@fengqiao/shared/tokens/appearance'
import { createWords } from '@fengqiao/shared/words/words'
import { createApp } from 'vue'

import App from './App.vue'
import en from './words/en'
import zh from './words/zh'

dress('staff', 'dark')
createApp(App).use(createWords({ zh, en })).mount('#app')
