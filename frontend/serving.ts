/** Build step: the service worker of each page that opens without network, with the list of every file that the page may ask for. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { build, type Plugin, type Rollup } from 'vite'

interface File {
  url: string
  revision: string | null
}

/** The pages by entry, each with the files of the public folder that it names. */
const PAGES: Record<string, string[]> = {
  citizen: ['mark.svg'],
  patrol: ['mark.svg', 'patrol/manifest.webmanifest', 'patrol/icon-192.png', 'patrol/icon-512.png'],
}

export function servedFromThePhone(root: string): Plugin {
  return {
    name: 'served-from-the-phone',
    apply: 'build',
    async writeBundle({ dir = resolve(root, 'dist') }, bundle) {
      for (const [entry, beside] of Object.entries(PAGES)) {
        const hashed = (name: string): File => ({ url: `/${name}`, revision: hashOf(readFileSync(resolve(dir, name))) })
        await buildWorker(root, dir, entry, [
          { ...hashed(`${entry}/index.html`), url: `/${entry}/` },
          // Built files carry their hash in the name.
          ...[...reached(bundle, `/${entry}/index.html`)].sort().map((name) => ({ url: `/${name}`, revision: null })),
          ...beside.map(hashed),
        ])
      }
    },
  }
}

async function buildWorker(root: string, dir: string, entry: string, files: File[]): Promise<void> {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { 'PAGE': JSON.stringify(`/${entry}/`), 'PAGE_FILES': JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: dir,
      emptyOutDir: false,
      target: 'chrome87',
      rollupOptions: {
        input: resolve(root, 'shared/serving/sw.ts'),
        output: { format: 'iife', entryFileNames: `${entry}/sw.js` },
      },
    },
  })
}

/** Every script, style and picture that a page loads, now or later. */
function reached(bundle: Rollup.OutputBundle, page: string): Set<string> {
  const found = new Set<string>()
  const entry = Object.values(bundle).find((one) => one.type === 'chunk' && one.facadeModuleId?.replaceAll('\\', '/').endsWith(page))
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
