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

  .count {
    min-inline-size: 80px;
    min-block-size: 1lh;
    text-align: end;
  }

  /* Otherwise columns would jump from page to page, and when the first one comes. */
  table {
    table-layout: fixed;
  }

  th.type {
    inline-size: 156px;
  }

  th.user {
    inline-size: 168px;
  }

  th.when {
    inline-size: 144px;
  }

  th.status {
    inline-size: 124px;
  }

  th.number {
    inline-size: 82px;
  }

  th.total {
    inline-size: 94px;
  }

  td:not(.number) {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  /* What is shown stays readable until the next page is there. */
  .busy::before {
    content: '';
    position: absolute;
    inset: 0 0 auto;
    block-size: 2px;
    background: linear-gradient(90deg, transparent 30%, var(--_accent) 50%, transparent 70%) 0 0 /
      300% 100%;
    animation: sweep 1.6s linear infinite;
  }

  @media (prefers-reduced-motion: reduce) {
    .busy::before {
      animation: none;
    }
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

  td.file button {
    justify-content: start;
    max-inline-size: 100%;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 500;
  }

  td.file button span {
    overflow: hidden;
    unicode-bidi: plaintext;
    text-overflow: ellipsis;
  }

  .row:hover td.file button {
    color: var(--_accent);
  }

  import-status-badge {
    vertical-align: middle;
  }

  .zero {
    color: var(--_text-muted);
  }

  .failed:not(.zero) {
    color: var(--_danger);
    font-weight: 600;
  }

  /* Its row is as high as the others. */
  .wide > button {
    display: block;
    margin-block: -2px;
    margin-inline-start: auto;
  }

  /* Where the user chooses the colours, those of any progress: this one would not be seen. */
  @media (forced-colors: none) {
    .stalled progress::-webkit-progress-value {
      background: var(--_warning-fill);
    }

    .stalled progress::-moz-progress-bar {
      background: var(--_warning-fill);
    }
  }

  .progress {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
  }

  .with-mark {
    max-inline-size: 100%;
  }

  .name {
    overflow: hidden;
    unicode-bidi: plaintext;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

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
    block-size: 41px;
  }

  .behind {
    margin-inline-start: var(--_space-2);
    color: var(--_warning);
  }
`
