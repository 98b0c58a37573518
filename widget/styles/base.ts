import { css } from 'lit'

/** Resets, headings, words of type, focus. */
export const base = css`
  :host,
  :host *,
  :host *::before,
  :host *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h2 {
    font-size: var(--_text-title);
    font-weight: 600;
    letter-spacing: -0.01em;
    line-height: 1.3;
  }

  h3 {
    font-size: var(--_text-lead);
    font-weight: 600;
  }

  .muted {
    color: var(--_text-muted);
  }

  .meta {
    color: var(--_text-muted);
    font-size: var(--_text-meta);
  }

  /* From what was to what is, in the direction of reading. */
  .arrow {
    display: inline-block;
  }

  .arrow:dir(rtl) {
    transform: scaleX(-1);
  }

  .number {
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  /* Otherwise the actions at the foot would cover what is tabbed to. */
  a,
  button,
  input,
  select,
  textarea {
    scroll-margin-block: 24px 96px;
  }

  /* It takes the focus so that a screen reader goes on there; it cannot be operated. */
  #heading:focus-visible {
    outline: none;
  }
`
