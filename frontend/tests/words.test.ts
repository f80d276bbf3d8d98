/** What the screens say: complete in both languages, every word used is there, and none stands in the code itself. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

import { describe, expect, it } from 'vitest'

import citizenEn from '../citizen/src/words/en'
import citizenZh from '../citizen/src/words/zh'
import patrolEn from '../patrol/src/words/en'
import patrolZh from '../patrol/src/words/zh'
import screenEn from '../screen/src/words/en'
import screenZh from '../screen/src/words/zh'
import sharedEn from '../shared/words/en'
import sharedZh from '../shared/words/zh'
import staffEn from '../staff/src/words/en'
import staffZh from '../staff/src/words/zh'

type Tree = { [key: string]: string | Tree }

const ROOT = join(import.meta.dirname, '..')
const ENTRIES: Record<string, { zh: Tree; en: Tree }> = {
  shared: { zh: sharedZh, en: sharedEn },
  staff: { zh: staffZh, en: staffEn },
  citizen: { zh: citizenZh, en: citizenEn },
  patrol: { zh: patrolZh, en: patrolEn },
  screen: { zh: screenZh, en: screenEn },
}
const HAN = /\p{Script=Han}/u
/** A half-width comma, colon, semicolon, mark or bracket beside a Chinese character or a value that is put in. */
const HALF_WIDTH = /(?<=[\p{Script=Han}”》）}])[,:;?!()]|[,:;?!()](?=[\p{Script=Han}“《（{])/u
/** Code that speaks Chinese by its nature: how moments are said, and what Chinese text is searched for. */
const SPEAKING = new Set(['shared/moments/moments.ts', 'staff/src/register/proposals.ts', 'citizen/src/report/urgent.ts'])

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    (typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`)))
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile() && /\.(vue|ts)$/.test(one.name) && !one.name.endsWith('.test.ts'))
    .map((one) => relative(ROOT, join(one.parentPath, one.name)).replaceAll('\\', '/'))
}

const values = (said: string) => [...said.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort()
const withoutComments = (code: string) =>
  code.replaceAll(/<!--[\s\S]*?-->/g, '').replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[\s;{(])\/\/.*$/gm, '$1')

describe.each(Object.entries(ENTRIES))('the words of %s', (entry, { zh, en }) => {
  const chinese = new Map(leaves(zh))
  const english = new Map(leaves(en))

  it('are the same set in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  it('are never empty and name the same values', () => {
    for (const [key, said] of chinese) {
      expect(said.trim(), key).not.toBe('')
      expect(english.get(key)?.trim(), key).not.toBe('')
      expect(values(english.get(key) ?? ''), key).toEqual(values(said))
    }
  })

  it('are Chinese in Chinese and English in English', () => {
    for (const [key, said] of english) if (!key.startsWith('language.')) expect(said, key).not.toMatch(HAN)
    const wordless = [...chinese].filter(([key, said]) => !HAN.test(said) && !key.startsWith('language.') && /[A-Za-z]{2}/.test(said.replaceAll(/\{\w+\}/g, '')))
    expect(wordless.map(([key]) => key)).toEqual([])
  })

  it('have Chinese punctuation in Chinese', () => {
    const halfWidth = [...chinese].filter(([key, said]) => HALF_WIDTH.test(said) && !key.startsWith('language.'))
    expect(halfWidth).toEqual([])
  })

  it('let no bare bar cut a sentence in two', () => {
    const cut = [...chinese, ...english].filter(([, said]) => said.replaceAll("{'|'}", '').includes('|')).map(([key]) => key)
    expect(cut).toEqual([])
  })

  it('stand under names of their own', () => {
    if (entry === 'shared') return
    expect(Object.keys(zh).filter((name) => name in sharedZh)).toEqual([])
  })
})

describe.each(['shared', 'staff', 'citizen', 'patrol', 'screen'])('the code of %s', (entry) => {
  const files = sources(entry)

  it('holds no Chinese of its own', () => {
    const speaking = files.filter((file) => !file.includes('/words/') && !SPEAKING.has(file) && HAN.test(withoutComments(readFileSync(join(ROOT, file), 'utf8'))))
    expect(speaking).toEqual([])
  })

  it('says only words that are there', () => {
    const known = new Set([...leaves(sharedZh), ...leaves(ENTRIES[entry]?.zh ?? {})].map(([key]) => key))
    const groups = new Set([...known].flatMap((key) => key.split('.').slice(0, -1).map((_, place, parts) => parts.slice(0, place + 1).join('.'))))
    const missing = files.flatMap((file) => {
      const code = readFileSync(join(ROOT, file), 'utf8')
      const whole = [...code.matchAll(/\bt\(\s*'([\w.]+)'/g)].map((found) => found[1] ?? '').filter((key) => !known.has(key))
      const begun = [...code.matchAll(/\bt\(\s*`([\w.]+)\.\$\{/g)].map((found) => found[1] ?? '').filter((key) => !groups.has(key))
      return [...whole, ...begun].map((key) => `${file}: ${key}`)
    })
    expect(missing).toEqual([])
  })

  it('leaves punctuation to the words', () => {
    const between = files.filter((file) => /\}\}[,:;!?(]/.test(readFileSync(join(ROOT, file), 'utf8')))
    expect(between).toEqual([])
  })

  it('leaves no word unsaid', () => {
    if (entry === 'shared') return
    const code = files.filter((file) => !file.includes('/words/')).map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n')
    const begun = [...code.matchAll(/`([\w.]+)\.?\$\{/g)].map((found) => (found[1] ?? '').replace(/\.$/, ''))
    const unsaid = leaves(ENTRIES[entry]?.zh ?? {}).map(([key]) => key)
      .filter((key) => !code.includes(`'${key}'`) && !begun.some((start) => start !== '' && key.startsWith(start)))
    expect(unsaid).toEqual([])
  })
})
