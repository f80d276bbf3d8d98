/** A page for developers: every shared component in the mode that the address names, `?scale=elder&theme=dark&locale=en`. */
import '../citizen/src/style/vant'
import '@fengqiao/shared/tokens/tokens.css'
import '@fengqiao/shared/tokens/base.css'

import { createWords } from '@fengqiao/shared/words/words'
import { createApp } from 'vue'

import citizenEn from '../citizen/src/words/en'
import citizenZh from '../citizen/src/words/zh'
import Gallery from './Gallery.vue'

const asked = new URLSearchParams(window.location.search)
const root = document.documentElement
root.dataset['scale'] = asked.get('scale') ?? 'citizen'
root.dataset['theme'] = asked.get('theme') ?? 'light'
root.classList.toggle('dark', root.dataset['theme'] === 'dark')
const words = createWords({ zh: citizenZh, en: citizenEn })
words.global.locale.value = asked.get('locale') === 'en' ? 'en' : 'zh-Hans'
createApp(Gallery).use(words).mount('#app')
