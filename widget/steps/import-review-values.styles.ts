import { css } from 'lit'

export const reviewValuesStyles = css`
  :host {
    display: grid;
    align-content: start;
    gap: var(--_space-3);
    min-inline-size: 0;
  }

  /* Of the head, too: otherwise the columns would move when values take the place of skeletons. */
  th:first-child {
    inline-size: 34%;
    max-inline-size: 320px;
  }

  th.raw {
    color: inherit;
    font-size: inherit;
    font-weight: inherit;
    white-space: normal;
  }

  .raw,
  .rows {
    line-height: 32px;
  }

  .raw .text {
    padding-block: 7px;
  }

  th:nth-child(2),
  .rows {
    inline-size: 80px;
  }

  th:last-child {
    inline-size: 1%;
  }

  .count {
    min-block-size: 32px;
    margin-inline-end: calc(-1 * var(--_space-2));
    padding: 0 var(--_space-2);
    color: var(--_text) !important;
    font-weight: 400;
    text-decoration: underline dotted color-mix(in srgb, currentcolor 55%, transparent);
    text-underline-offset: 4px;
    vertical-align: top;
  }

  .words {
    display: none;
  }

  .own {
    display: block;
    line-height: 1.3;
    white-space: normal;
  }

  .remembered {
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    margin-block-start: 2px;
  }

  .remembered svg {
    inline-size: 13px;
    block-size: 13px;
  }

  .becomes > .muted {
    line-height: 32px;
  }

  .skipped .raw {
    color: var(--_text-muted);
    text-decoration: line-through;
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
      border-inline-start: 3px solid var(--_warning-fill);
      padding-inline-start: var(--_space-3);
    }

    .wrong .raw,
    .wrong .raw:dir(rtl) {
      box-shadow: none;
    }

    .raw {
      font-weight: 500 !important;
    }

    td[colspan] {
      grid-column: 1 / -1;
    }

    .rows {
      grid-row: 2;
      grid-column: 1 / -1;
      line-height: 24px;
      text-align: start;
    }

    .count {
      min-block-size: 24px;
      margin: 0;
      padding-inline: 0;
      color: var(--_text-muted) !important;
      font-size: var(--_text-meta);
    }

    .count .figure {
      display: none;
    }

    .count .words {
      display: inline;
    }

    .becomes {
      grid-row: 3;
      grid-column: 1 / -1;
    }

    .becomes::before {
      content: attr(data-label);
      margin-inline-end: var(--_space-2);
      color: var(--_text-muted);
      font-size: var(--_text-meta);
      line-height: 24px;
    }

    .decisions {
      grid-row: 1;
      grid-column: 2;
    }

    .shown svg {
      opacity: 1;
    }
  }
`
