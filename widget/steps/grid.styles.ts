import { css } from 'lit'

/** The grids whose rows take the focus: those of values, and of the rows behind one. */
export const gridStyles = css`
  .busy tbody {
    opacity: 0.55;
  }

  tbody th,
  tbody td {
    padding-block: 6px;
    vertical-align: top;
  }

  .text {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    overflow-wrap: anywhere;
    line-height: 1.4;
    white-space: pre-wrap;
  }

  /* What is written in its own direction begins where its column does. Chromium knows the prefixed word only. */
  .text,
  .context span {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  .blank {
    color: var(--_text-muted);
    font-style: italic;
  }

  .shown {
    justify-content: start;
    max-inline-size: 100%;
    min-block-size: 32px;
    margin-inline-start: calc(-1 * var(--_space-2));
    padding: var(--_space-1) var(--_space-2);
    border-color: transparent;
    background: none;
    font-size: inherit;
    font-weight: inherit;
    text-align: start;
    white-space: normal;
  }

  .shown svg {
    inline-size: 14px;
    block-size: 14px;
    color: var(--_text-muted);
    opacity: 0;
  }

  tr:hover .shown svg,
  .shown:focus-visible svg {
    opacity: 1;
  }

  .decisions {
    inline-size: 1%;
    text-align: end;
    white-space: nowrap;
  }

  .decisions button {
    min-block-size: 32px;
  }

  [aria-busy='true'] .becomes {
    opacity: 0.6;
  }

  /* Its ring is drawn inside: a scrolling frame would cut it off. */
  tbody tr:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius);
  }

  tbody tr:focus-visible .shown svg {
    opacity: 1;
  }

  .becomes > .badge {
    margin-inline-start: var(--_space-1);
  }

  .error {
    display: flex;
    align-items: baseline;
    gap: var(--_space-1);
    color: var(--_danger);
    font-size: var(--_text-meta);
    line-height: 1.4;
    overflow-wrap: anywhere;
  }

  .error svg {
    inline-size: 12px;
    block-size: 12px;
    translate: 0 2px;
  }

  @media (forced-colors: active) {
    .shown {
      margin: 0;
    }

    .decisions .ghost + .ghost.ghost {
      margin-inline-start: var(--_space-1);
    }
  }
`

/** A line that says which keys work; not where there are hardly any. */
export const keyStyles = css`
  .keys {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1);
  }

  kbd {
    padding: 0 5px;
    border: 1px solid var(--_border-button);
    border-radius: 4px;
    background: var(--_ground-raised);
    font: inherit;
    line-height: 1.5;
  }

  @media (hover: none) {
    .keys {
      display: none;
    }
  }

  @container import (max-width: 639px) {
    .keys {
      display: none;
    }
  }
`
