/** Build step: the service worker of the patrol page, with the list of every file that the page may ask for. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { build, type Plugin, type Rollup } from 'vite'

interface File {
  url: string
  revision: string | null
}

const PAGE = 'patrol/index.html'
/** Files of the public folder that the page names. */
const BESIDE = ['mark.svg', 'patrol/manifest.webmanifest', 'patrol/icon-192.png', 'patrol/icon-512.png']

export function servedFromThePhone(root: string): Plugin {
  return {
    name: 'served-from-the-phone',
    apply: 'build',
    async writeBundle({ dir = resolve(root, 'dist') }, bundle) {
      const page = hashOf(readFileSync(resolve(dir, PAGE)))
      const files: File[] = [
        { url: '/patrol/', revision: page },
        // Built files carry their hash in the name.
        ...[...reached(bundle)].sort().map((name) => ({ url: `/${name}`, revision: null })),
        ...BESIDE.map((name) => ({ url: `/${name}`, revision: hashOf(readFileSync(resolve(dir, name))) })),
      ]
      await build({
        root,
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { 'PATROL_FILES': JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir: dir,
          emptyOutDir: false,
          target: 'chrome87',
          rollupOptions: {
            input: resolve(root, 'patrol/src/sw.ts'),
            output: { format: 'iife', entryFileNames: 'patrol/sw.js' },
          },
        },
      })
    },
  }
}

/** Every script, style and picture that the page loads, now or later. */
function reached(bundle: Rollup.OutputBundle): Set<string> {
  const found = new Set<string>()
  const entry = Object.values(bundle).find((one) => one.type === 'chunk' && one.facadeModuleId?.replaceAll('\\', '/').endsWith(PAGE))
  const open = entry ? [entry.fileName] : []
  for (let name = open.pop(); name; name = open.pop()) {
    if (found.has(name)) continue
    found.add(name)
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk') continue
    open.push(...chunk.imports, ...chunk.dynamicImports, ...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? []))
  }
  return found
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}
