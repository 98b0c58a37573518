import { css } from 'lit'

/** A search field with its sign inside; how wide it gets is the element's own. */
export const search = css`
  .search {
    position: relative;
  }

  .search svg {
    position: absolute;
    inset-block-start: 10px;
    inset-inline-start: 10px;
    color: var(--_text-muted);
  }

  .search input {
    padding-inline-start: 32px;
  }
`
