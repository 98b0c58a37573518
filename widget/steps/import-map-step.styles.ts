import { css } from 'lit'

export const mapStepStyles = css`
  :host {
    display: flex;
    flex-direction: column;
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
    .tools {
      inline-size: 100%;
      justify-content: space-between;
      margin: 0;
    }
  }
`
