import { css } from 'lit'

export const replacePanelStyles = css`
  :host {
    display: block;
  }

  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto;
    align-items: end;
    gap: var(--_space-2) var(--_space-3);
    padding: var(--_space-3) var(--_space-4);
    background: var(--_ground-soft);
  }

  .field input {
    color: var(--_text);
    font-size: var(--_text-body);
    font-weight: 400;
  }

  .options {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space-4);
    min-block-size: 36px;
    font-size: var(--_text-table);
  }

  .found {
    grid-column: 1 / -2;
    align-self: center;
    font-size: var(--_text-table);
  }

  .found b {
    font-weight: 600;
  }

  .buttons {
    display: flex;
    justify-content: flex-end;
    gap: var(--_space-2);
    grid-column: 3;
    grid-row: 2;
  }

  ul {
    grid-column: 1 / -1;
    border-block-start: 1px solid var(--_hairline);
    font-size: var(--_text-table);
    font-variant-numeric: tabular-nums;
  }

  .busy {
    opacity: 0.55;
  }

  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--_space-3);
    padding-block: 6px;
  }

  li + li {
    border-block-start: 1px solid var(--_hairline);
  }

  .change,
  .after {
    display: flex;
    gap: 0 var(--_space-2);
    overflow-wrap: anywhere;
  }

  .change {
    flex-wrap: wrap;
  }

  del {
    color: var(--_text-muted);
  }

  ins {
    font-weight: 500;
    text-decoration: none;
  }

  .error {
    display: flex;
    grid-column: 1 / -1;
    align-items: center;
    gap: var(--_space-1);
    color: var(--_danger);
    font-size: var(--_text-meta);
  }

  .error svg {
    inline-size: 12px;
    block-size: 12px;
  }

  @container import (max-width: 767px) {
    .panel {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }

    .options,
    .found {
      grid-column: 1 / -1;
      min-block-size: 0;
    }

    .buttons {
      grid-row: auto;
      grid-column: 1 / -1;
      order: 1;
    }
  }
`
