import { html } from 'lit'
import type { Texts } from '../strings/texts.ts'

/** Which keys work in a grid, in a line. */
export const keyHint = ({ strings }: Texts) => {
  const { keys } = strings.review
  return html`<kbd>↑</kbd> <kbd>↓</kbd> ${keys.move} · <kbd>${keys.enter}</kbd> ${keys.edit} ·
    <kbd>${keys.escape}</kbd> ${keys.leave} · <kbd>${keys.tab}</kbd> ${keys.reach}`
}
