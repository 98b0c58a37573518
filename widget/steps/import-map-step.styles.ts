import { css } from 'lit'

export const mapStepStyles = css`
  :host {
    display: grid;
    gap: var(--_space-4);
    container: import / inline-size;
  }

  .summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-4);
  }

  .needs {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-2);
  }

  .needs li {
    display: contents;
  }

  .badge svg {
    inline-size: 12px;
    block-size: 12px;
    stroke-width: 2.2;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
    margin-inline-start: auto;
  }

  .head {
    display: grid;
    grid-template-columns: minmax(0, 1.1fr) minmax(0, 1.5fr) minmax(0, 1.4fr) 20px;
    gap: var(--_space-5);
    padding-block: var(--_space-2);
    border-block-end: 1px solid var(--_hairline);
    color: var(--_text-muted);
    font-size: var(--_text-meta);
    font-weight: 500;
  }

  .columns > li {
    /* Otherwise the focus ring is cut off at the edge of the contained row. */
    margin-inline: calc(-1 * var(--_space-1));
    padding-inline: var(--_space-1);
    content-visibility: auto;
    contain-intrinsic-block-size: auto 76px;
  }

  import-map-row {
    border-block-end: 1px solid var(--_hairline);
  }

  .columns > li:last-child > import-map-row {
    border: 0;
  }

  .empty {
    padding-block: var(--_space-5);
    color: var(--_text-muted);
    text-align: center;
  }

  .skeletons {
    display: grid;
    gap: var(--_space-4);
  }

  .skeletons .skeleton {
    block-size: 48px;
  }

  @container import (max-width: 639px) {
    .head {
      display: none;
    }

    .tools {
      inline-size: 100%;
      justify-content: space-between;
      margin: 0;
    }

    .columns {
      border-block-start: 1px solid var(--_hairline);
    }
  }
`
