import { css } from 'lit'

export const previewRecordsStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }

  .tabs {
    display: flex;
    gap: var(--_space-1);
    overflow-x: auto;
    border-block-end: 1px solid var(--_hairline);
  }

  .tabs button {
    flex: none;
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 0;
    background: none;
    color: var(--_text-muted);
  }

  .tabs button:focus-visible {
    outline-offset: -2px;
  }

  .tabs [aria-selected='true'] {
    border-block-end-color: var(--_accent);
    color: var(--_text);
  }

  .busy table {
    opacity: 0.55;
  }

  td[data-source] {
    cursor: pointer;
  }

  td[data-source]:hover {
    background: color-mix(in srgb, transparent, var(--_text) 5%);
  }

  td:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius);
  }

  .decided {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    max-inline-size: 100%;
  }

  .own {
    color: var(--_accent);
  }

  .own svg {
    inline-size: 12px;
    block-size: 12px;
    vertical-align: -1px;
  }

  /* Otherwise the lines would stay behind when the rest scrolls below the first column. */
  table {
    border-collapse: separate;
    border-spacing: 0;
  }

  td {
    max-inline-size: 260px;
    white-space: nowrap;
  }

  tr > :first-child {
    padding-inline-start: var(--_space-4);
  }

  tbody th,
  thead th:first-child {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    background: var(--_ground);
  }

  tbody th {
    color: inherit;
    font-size: inherit;
  }

  .action,
  span.link,
  .change,
  .withheld {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-2);
    max-inline-size: 100%;
    vertical-align: middle;
  }

  .action {
    font-weight: 500;
  }

  .create .action svg,
  span.link.create svg {
    color: var(--_success);
  }

  .update .action svg,
  tr.link .action svg,
  span.link.link svg {
    color: var(--_accent);
  }

  .skip > td,
  .skip .action,
  .same {
    color: var(--_text-muted);
  }

  .text,
  del,
  ins,
  s {
    display: inline-block;
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    vertical-align: bottom;
  }

  .change > *,
  .withheld s {
    flex: 0 1 auto;
    min-inline-size: 0;
  }

  del,
  s {
    color: var(--_text-muted);
  }

  ins {
    padding-inline: var(--_space-1);
    border-radius: 4px;
    background: var(--_success-soft);
    color: var(--_success);
    text-decoration: none;
  }

  tr:has(+ .reason) > * {
    border-block-end: 0;
    padding-block-end: 2px;
  }

  .reason td {
    max-inline-size: none;
    padding-block-start: 0;
    color: var(--_text-muted);
  }

  /* As wide as the frame, which the row is not. */
  .reason span {
    display: inline-block;
    position: sticky;
    inset-inline-start: var(--_space-4);
    max-inline-size: calc(100cqi - 2 * var(--_space-4) - 2px);
    padding-inline-start: 24px;
    overflow-wrap: anywhere;
    white-space: normal;
  }

  .fail .action,
  .fail + .reason td {
    color: var(--_danger);
  }

  .links .name {
    inline-size: 60%;
    max-inline-size: none;
    overflow-wrap: anywhere;
    white-space: normal;
  }

  .empty {
    padding: 48px var(--_space-4);
    color: var(--_text-muted);
    text-align: center;
  }

  @media (forced-colors: active) {
    .tabs button {
      border-block-end-color: Canvas !important;
    }

    .tabs [aria-selected='true'] {
      border-block-end: 3px solid Highlight !important;
    }

    ins {
      text-decoration: underline;
    }
  }

  @container import (max-width: 639px) {
    .tabs button {
      flex-direction: column;
      align-items: start;
      gap: 0;
      padding-block: var(--_space-1);
    }

    .scroll {
      border: 0;
      border-radius: 0;
    }

    table:not(.links),
    :not(.links) > tbody {
      display: block;
    }

    table:not(.links) thead {
      display: none;
    }

    :not(.links) > tbody > tr:not(.reason) {
      display: grid;
      grid-template-columns: minmax(90px, auto) minmax(0, 1fr);
      gap: var(--_space-1) var(--_space-3);
      padding-block: var(--_space-3);
      border-block-end: 1px solid var(--_hairline);
    }

    :not(.links) > tbody > tr > * {
      padding: 0 !important;
      border: 0;
      max-inline-size: none;
    }

    :not(.links) > tbody > tr:has(+ .reason) {
      padding-block-end: var(--_space-1);
      border: 0;
    }

    .reason,
    .reason * {
      display: block;
    }

    .reason {
      padding-block-end: var(--_space-3);
      border-block-end: 1px solid var(--_hairline);
    }

    .reason span {
      position: static;
      max-inline-size: none;
      padding: 0;
    }

    tbody th {
      position: static;
      grid-column: 1 / -1;
      text-align: start;
    }

    :not(.links) > tbody > tr:not(.reason) > td {
      display: grid;
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      white-space: normal;
      overflow-wrap: anywhere;
    }

    :not(.links) > tbody td.blank {
      display: none !important;
    }

    :not(.links) > tbody td::before {
      content: attr(data-label);
      color: var(--_text-muted);
    }

    .change {
      flex-wrap: wrap;
    }
  }
`
