import { css } from 'lit'

export const fileCardStyles = css`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--_space-4);
    container: import / inline-size;
  }

  .panel {
    display: grid;
    gap: var(--_space-4);
    padding: var(--_space-4) var(--_space-5);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-3);
  }

  .badge-file {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  .badge-file svg {
    inline-size: 20px;
    block-size: 20px;
  }

  .about {
    flex: 1 1 12em;
    min-inline-size: 0;
  }

  .name {
    overflow-wrap: anywhere;
    font-weight: 600;
  }

  .buttons {
    display: flex;
    gap: var(--_space-2);
  }

  .buttons > .quiet {
    margin-inline-end: calc(-1 * var(--_space-3));
  }

  .how {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 200px));
    gap: var(--_space-3);
  }

  figure {
    display: grid;
    gap: var(--_space-2);
    min-inline-size: 0;
  }

  .scroll table {
    min-inline-size: max-content;
  }

  th,
  td {
    max-inline-size: 240px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* In its own direction, so that its end is cut off and not its beginning. */
  td {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  thead th {
    background: var(--_ground-soft);
    color: var(--_text);
    font-weight: 600;
  }

  td.number,
  th.number {
    color: var(--_text-muted);
    font-weight: 400;
  }

  .is-stale {
    opacity: 0.5;
  }

  .warnings ul {
    display: grid;
    gap: var(--_space-1);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .candidates {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    margin-block: var(--_space-1);
  }

  @container import (max-width: 639px) {
    .panel {
      padding: var(--_space-4);
    }

    .how {
      grid-template-columns: 1fr 1fr;
    }

    .how > :first-child {
      grid-column: 1 / -1;
    }

    .buttons {
      flex-basis: 100%;
    }

    .buttons > * {
      flex: 1;
    }
  }
`
