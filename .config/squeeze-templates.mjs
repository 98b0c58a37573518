const LITERAL = /\b(css|html|svg)`/

/**
 * A vite plugin that takes the indentation out of Lit's templates: minifiers leave them as they are.
 * Between words and tags one space stays; in CSS those around its signs go.
 */
export const squeezeTemplates = () => ({
  name: 'squeeze-templates',
  apply: 'build',
  transform: {
    filter: { id: /\/widget\/.*\.ts$/ },
    handler(code) {
      if (!LITERAL.test(code)) return null
      const texts = textsOf(this.parse(code)).sort((a, b) => b.start - a.start)
      return { code: texts.reduce(squeezeOne, code), map: null }
    },
  },
})

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

const markup = (text) => text.replaceAll(/\s*\n\s*/g, ' ')

const css = (text) =>
  text
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/\s*([{};,])\s*/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
