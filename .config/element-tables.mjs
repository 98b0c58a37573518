import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { describeElements } from './describe-elements.mjs'

/**
 * Writes the tables of the elements in the README from `custom-elements.json`, between the markers
 * `<!-- elements -->` and `<!-- /elements -->`; with `--check` it only tells whether they are up to date.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const README = join(root, 'README.md')
const MARKED = /(?<=<!-- elements -->\n).*?(?=<!-- \/elements -->)/s

const declarations = readDeclarations()
const [wizard, history] = ['import-wizard', 'import-history'].map((tag) =>
  declarations.find(({ tagName }) => tagName === tag),
)

const before = readFileSync(README, 'utf8')
if (!MARKED.test(before)) throw new Error('README.md has no <!-- elements --> … <!-- /elements -->')
const after = await formatted(before.replace(MARKED, () => tables()))
if (after !== before && process.argv.includes('--check')) {
  process.stderr.write(
    'The tables of the elements in README.md are out of date: npm run document\n',
  )
  process.exit(1)
}
if (after !== before) writeFileSync(README, after)

function readDeclarations() {
  const folder = mkdtempSync(join(root, 'node_modules/.elements-'))
  describeElements(folder)
  const { modules } = JSON.parse(readFileSync(join(folder, 'custom-elements.json'), 'utf8'))
  rmSync(folder, { recursive: true })
  return modules.flatMap((module) => module.declarations)
}

async function formatted(text) {
  return format(text, { ...(await resolveConfig(README)), filepath: README })
}

function tables() {
  return [
    elementTables(wizard),
    elementTables(history),
    'Custom properties of both, on the element or anywhere above it:',
    table(['property', 'default', ''], wizard.cssProperties.map(propertyRow)),
  ].join('\n\n')
}

function elementTables({ tagName, members, events, cssParts, slots = [] }) {
  const fields = members.filter(({ kind }) => kind === 'field')
  const methods = members.filter(({ kind }) => kind === 'method')
  return [
    table([`\`<${tagName}>\``, ''], [...fields.map(fieldRow), ...methods.map(methodRow)]),
    table(['event', ''], events.map(namedRow)),
    ...(slots.length > 0 ? [table(['slot', ''], slots.map(namedRow))] : []),
    table(['`::part()`', ''], cssParts.map(namedRow)),
  ].join('\n\n')
}

function fieldRow({ name, attribute, description }) {
  return [attribute ? `\`${attribute}\`` : `\`.${name}\``, description]
}

function methodRow({ name, parameters = [], description }) {
  return [`\`${name}(${parameters.map((one) => one.name).join(', ')})\``, description]
}

function namedRow({ name, description }) {
  return [`\`${name}\``, description]
}

function propertyRow({ name, default: value, description }) {
  return [`\`${name}\``, value ? `\`${value}\`` : '', description]
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** One line: a break would end the row, a pipe the cell. */
function cell(text = '') {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', String.raw`\|`)
}
