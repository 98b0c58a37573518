import { css } from 'lit'

/**
 * The foot of a step, always in sight: Back at the start, the one primary action at the end.
 */
export const actions = css`
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
    position: sticky;
    margin-block-start: auto;
    inset-block-end: 0;
    z-index: 2;
    padding-block: var(--_space-3);
    border-block-start: 1px solid var(--_hairline);
    background: var(--_ground);
  }

  .actions .primary {
    margin-inline-start: auto;
  }

  .actions .hint {
    margin-inline-start: auto;
    color: var(--_text-muted);
    font-size: var(--_text-table);
  }

  .actions .hint + .primary {
    margin-inline-start: 0;
  }

  @container import (max-width: 639px) {
    .actions .hint {
      order: -1;
      flex-basis: 100%;
      margin: 0;
      /* Otherwise a longer sentence would move the buttons under a finger. */
      min-block-size: 2lh;
    }

    .actions .primary,
    .actions .hint + .primary {
      flex: 1;
      margin: 0;
    }
  }
`
