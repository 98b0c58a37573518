import { css } from 'lit'

export const targetSelectStyles = css`
  :host {
    display: block;
    position: relative;
  }

  input:not([type]) {
    padding-inline-end: 32px;
    text-overflow: ellipsis;
  }

  input.empty:not(:focus) {
    color: var(--_text-muted);
  }

  .toggle {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    inline-size: 32px;
    min-block-size: 36px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text-muted);
  }

  .toggle:hover {
    background: none;
    color: var(--_text);
  }

  .list {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: var(--_space-1);
    overflow-y: auto;
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius-panel);
    background: var(--_ground-raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font-size: var(--_text-table);
  }

  .group {
    padding: var(--_space-2) var(--_space-2) var(--_space-1);
    color: var(--_text-muted);
    font-size: var(--_text-meta);
    font-weight: 500;
  }

  [role='option'] {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--_space-3);
    min-block-size: 28px;
    padding: var(--_space-1) var(--_space-2);
    border-radius: calc(var(--_radius) - 2px);
    cursor: pointer;
  }

  [role='option'].active {
    background: var(--_accent-soft);
  }

  [role='option'][aria-selected='true'] {
    color: var(--_accent);
    font-weight: 600;
  }

  [role='option'][aria-disabled='true'] {
    color: var(--_text-muted);
    cursor: not-allowed;
  }

  [role='option'] .meta {
    font-weight: 400;
    text-align: end;
  }

  .nothing {
    padding: var(--_space-2);
    color: var(--_text-muted);
  }

  @media (forced-colors: active) {
    [role='option'].active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`
