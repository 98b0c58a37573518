import { css } from 'lit'

export const reviewStepStyles = css`
  :host {
    display: grid;
    gap: var(--_space-4);
    container: import / inline-size;
  }

  #heading {
    justify-self: start;
  }

  .split {
    display: grid;
    grid-template-columns: minmax(180px, 240px) minmax(0, 1fr);
    gap: var(--_space-5);
    min-block-size: 400px;
  }

  import-review-columns {
    padding-inline-end: var(--_space-4);
    border-inline-end: 1px solid var(--_hairline);
  }

  .column {
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

  .actions {
    border-block-start: 1px solid var(--_hairline);
  }

  @container import (max-width: 767px) {
    .split {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto 1fr;
      gap: var(--_space-2);
    }

    import-review-columns {
      padding: 0;
      border: 0;
    }

    h3 {
      display: none;
    }

    .head {
      min-block-size: 0;
    }
  }
`
