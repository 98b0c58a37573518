import { parseAst } from 'vite'

const LITERAL = /\b(css|html|svg) ?`/

/**
 * A module of the elements without the indentation of its Lit templates: minifiers leave them as they
 * are. Between words and tags one space stays; in CSS those around its signs go.
 */
export function squeezeTemplates(code) {
  if (!LITERAL.test(code)) return code
  const texts = textsOf(parseAst(code)).sort((a, b) => b.start - a.start)
  return texts.reduce(squeezeOne, code)
}

/** The literal parts of all tagged templates, with their tag. */
function textsOf(node) {
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.values(node).flatMap(textsOf)
  if (node.type !== 'TaggedTemplateExpression') return inner
  const texts = node.quasi.quasis.map(({ start, end }) => ({ start, end, tag: node.tag.name }))
  return [...texts, ...inner]
}

function squeezeOne(code, { start, end, tag }) {
  const text = code.slice(start, end)
  return code.slice(0, start) + (tag === 'css' ? css(text) : markup(text)) + code.slice(end)
}

const markup = (text) =>
  text
    .replaceAll(/\s*\n\s*/g, ' ')
    // Not before `/>`: what a binding sets would end in a slash.
    .replaceAll(/(?<=[\w"]|^) >/g, '>')
    .replaceAll(/ ([\w-]+)="([\w-]+)"(?=[ >])/g, ' $1=$2')

const css = (text) =>
  text
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/\s*([{};,])\s*/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
