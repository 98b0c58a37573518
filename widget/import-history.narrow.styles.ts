import { css } from 'lit'

/** The history in less room: first only marks for type and user, then a card for each import. */
export const historyNarrowStyles = css`
  @container import (min-width: 900px) and (max-width: 1179px) {
    th,
    td {
      padding-inline: 6px !important;
    }

    th:first-child,
    td:first-child {
      padding-inline-start: var(--_space-3) !important;
    }

    th.type,
    th.user {
      inline-size: 42px;
    }

    th.status {
      inline-size: 112px;
    }

    th.number {
      inline-size: 64px;
    }

    th.total {
      inline-size: 80px;
    }

    th.when {
      inline-size: 116px;
    }

    .when {
      white-space: normal;
    }

    .type .name,
    .user .name,
    th.type span {
      position: absolute;
      clip-path: inset(50%);
    }
  }

  @container import (max-width: 899px) {
    .history {
      padding: var(--import-padding, 16px);
    }

    .count {
      flex-basis: 100%;
      text-align: start;
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

    tbody td {
      display: block;
      overflow: visible;
      padding: 0 !important;
      border: 0;
    }

    .skeletons td {
      flex: 1;
      block-size: 83px !important;
    }

    .skeleton {
      block-size: 100%;
    }

    .file {
      flex: 1 1 calc(100% - 140px);
      order: -4;
      min-inline-size: 0;
    }

    .status {
      order: -3;
    }

    /* A line of its own for what was imported, by whom and when. */
    .row::before {
      content: '';
      flex-basis: 100%;
      order: -2;
    }

    .type,
    .user,
    .when {
      order: -1;
      color: var(--_text-muted);
      font-size: var(--_text-meta);
    }

    /* What is left: otherwise a long name would push the time into a line of its own. */
    .user {
      flex: 1 1 0;
      min-inline-size: 24px;
    }

    .wide > button {
      margin: 0;
    }

    .wide,
    .row::after {
      content: '';
      flex-basis: 100%;
    }

    .counts,
    .total,
    .wide {
      order: 1;
    }

    .counts.zero {
      display: none;
    }

    .counts::after,
    .total::after {
      content: ' ' attr(data-label);
      color: var(--_text-muted);
      font-weight: 400;
    }
  }
`
