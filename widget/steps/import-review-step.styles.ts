import { css } from 'lit'

export const reviewStepStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
    container: import / inline-size;
  }

  #heading {
    align-self: start;
  }

  .split {
    display: grid;
    grid-template-columns: minmax(180px, 240px) minmax(0, 1fr);
    gap: var(--_space-2);
    flex: 1;
  }

  /* A hundred values are longer than a screen: where one is, and the way on, stay in sight. */
  import-review-columns {
    position: sticky;
    inset-block-start: var(--import-sticky-top, 0);
    align-self: start;
    max-block-size: 100dvh;
    overflow-y: auto;
    padding-inline-end: var(--_space-4);
    padding-block: 4px;
  }

  .column {
    padding-inline-start: var(--_space-5);
    border-inline-start: 1px solid var(--_hairline);
    display: grid;
    grid-template-rows: auto 1fr;
    gap: var(--_space-3);
    min-inline-size: 0;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-2);
    min-block-size: 36px;
  }

  h3 {
    overflow-wrap: anywhere;
  }

  .format {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    margin-inline-start: auto;
    white-space: nowrap;
  }

  .format select {
    inline-size: auto;
    font-size: var(--_text-table);
  }

  @container import (max-width: 767px) {
    .split {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto 1fr;
      gap: var(--_space-2);
    }

    import-review-columns {
      position: static;
      overflow: visible;
      padding: 0;
    }

    .column {
      padding: 0;
      border: 0;
    }

    /* The picker has both. */
    h3,
    .head .muted {
      display: none;
    }

    .head:not(:has(.format)) {
      display: none;
    }
  }
`
