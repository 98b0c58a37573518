import { css } from 'lit'

export const reviewToolbarStyles = css`
  :host {
    display: grid;
    gap: var(--_space-3);
  }

  .filters,
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
  }

  .filters {
    gap: var(--_space-1);
  }

  .filters button {
    border-color: transparent;
    background: none;
    color: var(--_text-muted);
  }

  .filters button:hover {
    background: color-mix(in srgb, transparent, var(--_text) 5%);
  }

  .filters button[aria-pressed='true'] {
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  .count {
    font-variant-numeric: tabular-nums;
  }

  .search {
    flex: 1 1 180px;
    max-inline-size: 300px;
  }

  select {
    inline-size: auto;
  }

  .skip {
    margin-inline-start: auto;
  }

  @media (forced-colors: active) {
    .filters button[aria-pressed='true']:not(:focus-visible) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }

  @container import (max-width: 639px) {
    .search {
      flex-basis: 100%;
      max-inline-size: none;
    }

    .tools select {
      flex: 1 1 120px;
    }

    .tools .ghost {
      padding-inline: var(--_space-1);
    }

    .tools .skip {
      flex: 1;
    }

    .filters button {
      padding-inline: 6px;
    }
  }
`
