import { css } from 'lit'

export const valueRowsStyles = css`
  dialog {
    inline-size: min(1040px, calc(100vw - 32px));
    max-block-size: min(760px, calc(100dvh - 32px));
    container: import / inline-size;
  }

  dialog[open] {
    grid-template-rows: auto minmax(0, 1fr) auto;
    gap: var(--_space-3);
  }

  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: start;
    gap: var(--_space-3);
  }

  h2 {
    font-size: var(--_text-lead);
    overflow-wrap: anywhere;
  }

  header .muted {
    font-size: var(--_text-table);
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-2);
    min-block-size: 32px;
  }

  footer import-pager {
    margin-inline-start: auto;
  }

  .scroll {
    min-block-size: 160px;
  }

  thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_ground-raised);
  }

  .place {
    inline-size: 1%;
    color: var(--_text-muted);
    line-height: 32px;
  }

  .becomes {
    min-inline-size: 220px;
  }

  .raw {
    max-inline-size: 180px;
  }

  .raw,
  td.context {
    line-height: 32px;
  }

  /* They give way: otherwise Skip and Undo would be past the edge of the dialog. */
  .context {
    inline-size: 18%;
    max-inline-size: 0;
  }

  .context,
  .context span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .context span {
    display: block;
  }

  /* A card has room for all of them; beside the cell that is decided on they are as many as can be read. */
  @container import (min-width: 640px) {
    .context:nth-last-child(2),
    .context:nth-last-child(3) {
      display: none;
    }
  }

  @container import (min-width: 640px) and (max-width: 799px) {
    .context {
      inline-size: 28%;
    }

    .context:nth-last-child(4),
    .context:nth-last-child(5) {
      display: none;
    }
  }

  .skipped .raw {
    text-decoration: line-through;
  }

  .empty {
    padding: var(--_space-5);
    text-align: center;
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
      grid-template-columns: minmax(72px, auto) minmax(0, 1fr);
      gap: 2px var(--_space-3);
      padding: var(--_space-3) var(--_space-1);
      border-block-end: 1px solid var(--_hairline);
    }

    tbody tr > * {
      display: grid;
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      inline-size: auto;
      max-inline-size: none;
      padding: 0;
      border: 0;
      line-height: inherit;
      text-align: start;
    }

    tbody tr > .blank {
      display: none;
    }

    td[data-label]::before {
      content: attr(data-label);
      color: var(--_text-muted);
      overflow-wrap: anywhere;
    }

    .becomes {
      align-items: center;
    }

    .becomes > * {
      grid-column: 2;
      justify-self: start;
    }

    .context span {
      white-space: normal;
      overflow-wrap: anywhere;
    }

    .becomes,
    .raw,
    td.context,
    .place {
      inline-size: auto;
      max-inline-size: none;
      line-height: 24px;
    }

    .place {
      display: block;
      font-weight: 600;
      text-align: start;
    }

    .place::before {
      content: attr(data-label) ' ';
    }

    .decisions {
      display: flex;
      justify-content: flex-end;
      inline-size: auto;
    }
  }
`
