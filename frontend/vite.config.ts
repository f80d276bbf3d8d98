import { resolve } from 'node:path'

import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

import { servedFromThePhone } from './serving.ts'
import { strictBuild } from './strictBuild.ts'

const ENTRIES = ['staff', 'citizen', 'patrol', 'screen'] as const
const API = process.env['FENGQIAO_API'] ?? 'http://127.0.0.1:8000'

/**
 * What a page needs before it can be used comes in few files: one of a kilobyte costs an old machine as much as one of twenty.
 * What an entry imports from its start needs nothing else, so that no two of these files can wait for each other.
 */
const FEW_FILES = [
  { name: 'frame', test: /vite[\\/]preload-helper|node_modules[\\/](?:@vue|vue|@intlify|vue-i18n|vue-router)[\\/]/, priority: 2 },
  { name: 'parts', tags: ['$initial' as const], test: /[\\/]frontend[\\/]shared[\\/]/, priority: 1, entriesAware: true, entriesAwareMergeThreshold: 5_000 },
  {
    name: 'elements',
    tags: ['$initial' as const],
    test: /node_modules[\\/](?:element-plus|@element-plus|@vueuse|@floating-ui|@popperjs|@sxzz|@ctrl|lodash|lodash-es|lodash-unified|dayjs|async-validator|memoize-one|normalize-wheel-es)[\\/]/,
  },
  { name: 'workbench', tags: ['$initial' as const], test: /[\\/]staff[\\/]src[\\/](?!main)/, includeDependenciesRecursively: false },
]

/** While developing, any address below an entry shows its page, as the server does. */
function entryPages(): Plugin {
  return {
    name: 'entry-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const entry = ENTRIES.find((name) => request.url === `/${name}` || request.url?.startsWith(`/${name}/`))
        const path = request.url?.split(/[?#]/)[0] ?? ''
        if (entry && request.headers.accept?.includes('text/html') && !path.includes('.')) {
          request.url = `/${entry}/index.html`
        }
        next()
      })
    },
  }
}

export default defineConfig({
  plugins: [vue(), entryPages(), strictBuild(), servedFromThePhone(import.meta.dirname)],
  define: {
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': API, '/_allauth': API, '/t/': API },
  },
  build: {
    // Browsers of offices and older phones; see ARCHITECTURE section 6.
    target: 'chrome87',
    cssTarget: 'chrome87',
    // Pictures stay files: the security policy and the cache treat them alike.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: Object.fromEntries(ENTRIES.map((name) => [name, resolve(import.meta.dirname, name, 'index.html')])),
      output: {
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${names[0]?.split('~')[0]?.replace(/\.\w+$/, '') ?? 'asset'}-[hash][extname]`,
        codeSplitting: { groups: FEW_FILES },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
    env: { TZ: 'Asia/Shanghai' },
  },
})
