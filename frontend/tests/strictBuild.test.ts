// @vitest-environment node
/** A build that would break at run time is refused, instead of written with a warning or with none at all. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import vue from '@vitejs/plugin-vue'
import { build } from 'vite'
import { afterAll, expect, it } from 'vitest'

import { strictBuild } from '../strictBuild'

// Below the workspace, so that what is sound finds its packages.
const ROOT = mkdtempSync(join(import.meta.dirname, '..', 'node_modules', '.strict-'))
afterAll(() => rmSync(ROOT, { recursive: true, force: true }))

const SOUND = "<script setup lang=\"ts\">\nimport Other from './Other.vue'\n\nconst said = 'yes'\n</script>\n\n<template><Other>{{ said }}</Other></template>\n"

async function built(name: string, files: Record<string, string>): Promise<string[]> {
  const folder = join(ROOT, name)
  mkdirSync(folder)
  const all = { 'Other.vue': '<template><p><slot /></p></template>', 'main.ts': "import Page from './Page.vue'\n\nconsole.log(Page)\n", 'Page.vue': SOUND, ...files }
  for (const [file, text] of Object.entries(all)) writeFileSync(join(folder, file), text)
  await build({
    root: folder, configFile: false, logLevel: 'silent', plugins: [vue(), strictBuild((id) => id.startsWith(folder))],
    build: { outDir: 'out', rollupOptions: { input: join(folder, 'main.ts') } },
  })
  return readdirSync(join(folder, 'out', 'assets'))
}

it('writes what is sound', async () => {
  expect(await built('sound', {})).toHaveLength(1)
})

it.each([
  ['package', { 'main.ts': "import 'no-such-package'\n" }, /no-such-package, which is not there/],
  ['package of a page', { 'Page.vue': SOUND.replace('./Other.vue', 'no-such-package') }, /no-such-package, which is not there/],
  ['file', { 'main.ts': "import './nothing'\n" }, /nothing/],
  ['name', { 'main.ts': "import { nothing } from './words'\n\nconsole.log(nothing)\n", 'words.ts': 'export const something = 1\n' }, /nothing/],
  ['component', { 'Page.vue': SOUND.replace(/import.*\n/, '') }, /uses Other and does not import it/],
  ['value', { 'Page.vue': SOUND.replace(/const.*\n/, '') }, /uses said, which its script does not name/],
])('refuses a missing %s and writes nothing', async (name, files, why) => {
  await expect(built(name, files)).rejects.toThrow(why)
  expect(readdirSync(join(ROOT, name))).not.toContain('out')
})

it('fails for a name that is not there, of which the bundler only warns', async () => {
  const files = { 'main.ts': "import * as words from './words'\n\nconsole.log(words.nothing)\n", 'words.ts': 'export const something = 1\n' }
  await expect(built('member', files)).rejects.toThrow(/nothing/)
})

it('does not fail because a build took long', () => {
  const hook = strictBuild().onLog
  const heard = typeof hook === 'function' ? hook : hook?.handler
  expect(heard).toBeTypeOf('function')
  expect(() => heard?.call({} as never, 'warn', { code: 'PLUGIN_TIMINGS', message: 'it took long' })).not.toThrow()
  expect(() => heard?.call({} as never, 'warn', { code: 'IMPORT_IS_UNDEFINED', message: 'not there' })).toThrow(/not there/)
})
