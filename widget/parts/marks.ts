import { css, html } from 'lit'
import type { Entity, ImportView } from '../../server-kit/contract/shapes.ts'

const isAddress = (icon: string) => /^(https?:|data:image\/|\.{0,2}\/)/.test(icon)

const initials = (name: string): string => {
  const words = name.split(/\s+/).filter(Boolean)
  const first = words.slice(0, 1).concat(words.length > 1 ? words.slice(-1) : [])
  return first.map((word) => [...word][0] ?? '').join('')
}

/** An icon may be an image's address or a character; for a longer word its label's initial stands. */
export const entityMark = (entity: Entity | undefined, fallback: string) => {
  const label = entity?.label ?? fallback
  const icon = entity?.icon ?? ''
  if (isAddress(icon)) return html`<img class="mark" src=${icon} alt="" />`
  const isCharacter = icon !== '' && [...icon].length <= 2
  return html`<span class="mark" aria-hidden="true"
    >${isCharacter ? icon : initials(label)[0]}</span
  >`
}

/** A small round picture of a user, or the initials; a question mark for one whom nobody knows. */
export const userMark = (user: ImportView['user']) =>
  user?.avatarUrl
    ? html`<img class="mark round" src=${user.avatarUrl} alt="" />`
    : html`<span class="mark round" aria-hidden="true">${initials(user?.name ?? '?')}</span>`

export const marks = css`
  .mark {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
    color: var(--_accent);
    font-size: var(--_text-meta);
    font-weight: 600;
    line-height: 1;
    text-transform: uppercase;
    object-fit: cover;
  }

  .mark.round {
    border-radius: 50%;
    background: color-mix(in srgb, transparent, var(--_text) 9%);
    color: var(--_text);
    font-size: 10px;
  }

  .with-mark {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-2);
    min-inline-size: 0;
  }
`
