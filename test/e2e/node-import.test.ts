import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What plain Node prints that runs this module, as the server of a host would. */
const printed = (module: string) =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', module], {
    cwd: ROOT,
    encoding: 'utf8',
  })

describe('the elements in plain Node, built', () => {
  it.each(['widget', 'widget/elements', 'react'])(
    'import-wizard-kit/%s may be imported where there is no document',
    (entry) => {
      const module = `await import('import-wizard-kit/${entry}'); console.log(typeof document, typeof window)`
      expect(printed(module)).toBe('undefined undefined\n')
    },
  )

  it('a page of React is rendered on the server as the bare tag', () => {
    const module = `
      import { ImportWizard } from 'import-wizard-kit/react'
      import { createElement } from 'react'
      import { renderToString } from 'react-dom/server'
      console.log(renderToString(createElement(ImportWizard, { endpoint: '/api/imports' })))`
    expect(printed(module)).toMatch(/^<import-wizard[^>]*><\/import-wizard>\n$/)
  })

  it('the client of the contract works there', () => {
    const module = `
      import { ImportClient } from 'import-wizard-kit/widget/elements'
      const answer = () => Promise.resolve(Response.json({ items: [], total: 0 }))
      const client = new ImportClient({ endpoint: '/api/imports', fetch: answer })
      console.log((await client.history()).total)`
    expect(printed(module)).toBe('0\n')
  })
})
