import { css } from 'lit'

export const historyStyles = css`
  :host {
    display: block;
    container: import / inline-size;
  }

  .history {
    display: grid;
    gap: var(--_space-4);
    padding: var(--import-padding, 24px);
    background: var(--_ground);
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-4);
  }

  import-history-filters {
    flex: 1 1 320px;
  }

  .busy tbody {
    opacity: 0.55;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: var(--_space-4);
  }

  th:last-child,
  td:last-child {
    padding-inline-end: var(--_space-4);
  }

  th button {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-size: inherit;
    gap: var(--_space-1);
  }

  th button:hover {
    background: none;
    color: var(--_text);
  }

  th button svg {
    inline-size: 12px;
    block-size: 12px;
    opacity: 0;
  }

  th button:hover svg,
  th[aria-sort] button svg {
    opacity: 1;
  }

  th[aria-sort='ascending'] svg {
    transform: rotate(180deg);
  }

  th.number button {
    flex-direction: row-reverse;
  }

  .row {
    cursor: pointer;
    transition: background-color var(--_motion);
  }

  .row:hover {
    background: color-mix(in srgb, transparent, var(--_text) 3%);
  }

  .file {
    max-inline-size: 280px;
  }

  .file button {
    justify-content: start;
    max-inline-size: 100%;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 500;
  }

  .file button span {
    overflow: hidden;
    unicode-bidi: plaintext;
    text-overflow: ellipsis;
  }

  .row:hover .file button {
    color: var(--_accent);
  }

  .zero {
    color: var(--_text-muted);
  }

  .failed:not(.zero) {
    color: var(--_danger);
    font-weight: 600;
  }

  .progress {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    min-inline-size: 180px;
  }

  .user span:last-child,
  .when {
    white-space: nowrap;
  }

  .empty {
    display: grid;
    justify-items: center;
    gap: var(--_space-2);
    padding: 64px var(--_space-4);
    text-align: center;
  }

  .empty > svg {
    inline-size: 32px;
    block-size: 32px;
    color: var(--_text-muted);
    stroke-width: 1;
  }

  .empty button {
    margin-block-start: var(--_space-2);
  }

  tr.skeletons td {
    block-size: 45px;
  }

  @container import (max-width: 1179px) {
    th,
    td {
      padding-inline: var(--_space-2);
    }

    .file {
      max-inline-size: 200px;
    }
  }

  @container import (max-width: 979px) {
    .minor {
      display: none;
    }

    .file {
      max-inline-size: 180px;
    }

    .type .name {
      position: absolute;
      clip-path: inset(50%);
    }
  }

  @container import (max-width: 639px) {
    .history {
      padding: var(--import-padding, 16px);
    }

    .scroll {
      border: 0;
      border-radius: 0;
    }

    thead {
      display: none;
    }

    table,
    tbody {
      display: block;
    }

    .row,
    .skeletons {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-3);
      padding-block: var(--_space-3);
      border-block-end: 1px solid var(--_hairline);
    }

    /* A line break before the counts. */
    .row::after {
      content: '';
      flex-basis: 100%;
      order: 2;
    }

    tbody td {
      display: block;
      padding: 0 !important;
      border: 0;
    }

    .skeletons td {
      flex: 1;
    }

    .file {
      flex: 1 1 calc(100% - 140px);
      order: -3;
      min-inline-size: 0;
      max-inline-size: none;
    }

    .status {
      order: -2;
    }

    .type {
      flex: 1;
      order: -1;
    }

    .type .name {
      position: static;
      clip-path: none;
    }

    .when {
      color: var(--_text-muted);
    }

    .row .user {
      display: none;
    }

    .total,
    .counts.zero {
      display: none;
    }

    .progress-cell {
      flex-basis: 100%;
    }

    .progress-cell,
    .counts {
      order: 3;
    }

    .counts.skipped:not(.zero) {
      display: block;
    }

    .counts::after {
      content: ' ' attr(data-label);
      color: var(--_text-muted);
      font-weight: 400;
    }
  }
`
