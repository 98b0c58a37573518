const LAZY = "await import('./steps/define-steps.js')"
const LANGUAGE = /import\('\.\/(\w+\.js)'\)/g

/**
 * A vite plugin that takes the later steps into the file of the first one. Otherwise the bundler, told
 * to make one file, wraps every module so that it could still be run later: 1.5 KiB more, gzipped.
 */
export const oneFile = () => ({
  name: 'one-file',
  apply: 'build',
  transform: {
    filter: { id: /\/widget\/import-wizard\.js$/ },
    handler(code) {
      if (!code.includes(LAZY)) this.error(`import-wizard.js no longer has ${LAZY}`)
      const steps = "import * as steps from './steps/define-steps.js'"
      return { code: `${steps}\n${code.replace(LAZY, 'steps')}`, map: null }
    },
  },
})

/**
 * A vite plugin that leaves languages out of the file: `strings/de.js` beside it, which the file fetches
 * by itself when it is asked for German.
 */
export const languagesBeside = () => ({
  name: 'languages-beside',
  apply: 'build',
  resolveId: {
    filter: { id: /^\.\/strings\/\w+\.js$/ },
    handler: (id, importer) =>
      importer?.endsWith('/strings/languages.js') ? { id, external: true } : null,
  },
  transform: {
    filter: { id: /\/strings\/languages\.js$/ },
    handler(code) {
      if (code.match(LANGUAGE) === null) this.error('languages.js no longer fetches any')
      return { code: code.replaceAll(LANGUAGE, "import('./strings/$1')"), map: null }
    },
  },
})
