import { css } from 'lit'

export const mapColumnsStyles = css`
  :host {
    display: block;
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

  li {
    /* Otherwise the focus ring is cut off at the edge of the contained row. */
    margin-inline: calc(-1 * var(--_space-1));
    padding-inline: var(--_space-1);
    content-visibility: auto;
    contain-intrinsic-block-size: auto 76px;
  }

  import-map-row {
    border-block-end: 1px solid var(--_hairline);
  }

  li:last-child > import-map-row {
    border: 0;
  }

  .later {
    block-size: 76px;
  }

  @container import (max-width: 639px) {
    .head {
      display: none;
    }

    ul {
      border-block-start: 1px solid var(--_hairline);
    }
  }
`
