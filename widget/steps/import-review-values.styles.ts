import { css } from 'lit'

export const reviewValuesStyles = css`
  :host {
    display: grid;
    align-content: start;
    gap: var(--_space-3);
    min-inline-size: 0;
  }

  .busy tbody {
    opacity: 0.55;
  }

  th.raw {
    inline-size: 34%;
    max-inline-size: 320px;
    color: inherit;
    font-size: inherit;
    font-weight: inherit;
    white-space: normal;
  }

  tbody th,
  tbody td {
    padding-block: 6px;
    vertical-align: top;
  }

  .raw,
  .rows {
    line-height: 32px;
  }

  .text {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    overflow-wrap: anywhere;
    line-height: 1.4;
    text-align: match-parent;
    white-space: pre-wrap;
  }

  .raw .text {
    padding-block: 7px;
  }

  .blank {
    color: var(--_text-muted);
    font-style: italic;
  }

  .rows {
    inline-size: 80px;
  }

  .becomes > .muted {
    line-height: 32px;
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

  .skipped .raw {
    color: var(--_text-muted);
    text-decoration: line-through;
  }

  [aria-busy='true'] .becomes {
    opacity: 0.6;
  }

  .wrong .raw {
    box-shadow: inset 3px 0 0 var(--_warning-fill);
  }

  .wrong .raw:dir(rtl) {
    box-shadow: inset -3px 0 0 var(--_warning-fill);
  }

  .waiting,
  .empty {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: var(--_space-3);
    min-block-size: 240px;
    color: var(--_text-muted);
    text-align: center;
  }

  .waiting progress {
    max-inline-size: 320px;
  }

  .empty > svg {
    inline-size: 28px;
    block-size: 28px;
  }

  .empty .icon-check {
    color: var(--_success);
  }

  @container import (max-width: 639px) {
    .scroll {
      border: 0;
      border-radius: 0;
    }

    table,
    tbody {
      display: block;
    }

    thead {
      display: none;
    }

    tbody tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: var(--_space-1) var(--_space-2);
      padding-block: var(--_space-3);
      border-block-end: 1px solid var(--_hairline);
    }

    tbody tr > * {
      display: block;
      inline-size: auto !important;
      max-inline-size: none !important;
      padding: 0 !important;
      border: 0;
    }

    .wrong {
      box-shadow: inset 3px 0 0 var(--_warning-fill);
      padding-inline-start: var(--_space-3);
    }

    .wrong .raw,
    .wrong .raw:dir(rtl) {
      box-shadow: none;
    }

    .raw {
      font-weight: 500 !important;
      line-height: 24px;
    }

    .raw .text {
      padding: 0;
    }

    .rows {
      line-height: 24px;
      color: var(--_text-muted);
    }

    .rows::after {
      content: ' ' attr(data-label);
      text-transform: lowercase;
    }

    .becomes {
      grid-column: 1;
    }

    .decisions {
      grid-column: 2;
    }

    .shown svg {
      opacity: 1;
    }
  }
`
