import type { Plugin } from 'vite'

/** Components that the router makes known everywhere; all others are imported where they are used. */
const EVERYWHERE = new Set(['RouterLink', 'RouterView', 'router-link', 'router-view'])
const LOOKED_UP = /resolve(?:Component|Directive)\("([^"]+)"/g
/** Warnings of other kinds, such as how long a busy machine took, say nothing of what was built. */
const BREAKING = /IMPORT|EXPORT|UNRESOLVED/
const UNKNOWN = /\b_ctx\.(\w+)/g

/**
 * Lets a build fail that would write what breaks at run time: an import that nothing answers, a template that uses what
 * nobody imported, and a name that its module does not export. The bundler's warnings come after the writing, so the
 * first two are looked for here, before anything is written.
 */
export function strictBuild(isOurs = (id: string) => !id.includes('node_modules')): Plugin {
  return {
    name: 'strict-build',
    apply: 'build',
    enforce: 'post',
    resolveId: {
      order: 'post',
      handler(source, importer) {
        // Whoever can answer an import was asked before.
        if (importer) this.error(`${importer} imports ${source}, which is not there`)
      },
    },
    transform(code, id) {
      if (!id.includes('.vue') || id.includes('type=style') || !isOurs(id)) return
      for (const [, name] of code.matchAll(LOOKED_UP)) if (name && !EVERYWHERE.has(name)) this.error(`${id} uses ${name} and does not import it`)
      for (const [, name] of code.matchAll(UNKNOWN)) if (name && !name.startsWith('$')) this.error(`the template of ${id} uses ${name}, which its script does not name`)
    },
    onLog(level, log) {
      if (level === 'warn' && BREAKING.test(log.code ?? '')) throw new Error(`the build is not clean: ${log.message}`)
    },
  }
}
