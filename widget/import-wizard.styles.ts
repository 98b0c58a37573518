import { css } from 'lit'

export const wizardStyles = css`
  :host {
    display: block;
    container: import / inline-size;
  }

  .wizard {
    display: grid;
    gap: var(--_space-5);
    padding: var(--import-padding, 24px);
    background: var(--_ground);
  }

  .header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-3);
    padding-block-end: var(--_space-4);
    border-block-end: 1px solid var(--_hairline);
  }

  import-stepper {
    flex: 1;
    min-inline-size: 0;
  }

  .step {
    min-inline-size: 0;
  }

  .skeletons {
    display: grid;
    gap: var(--_space-3);
  }

  .skeletons > :first-child {
    inline-size: 240px;
    block-size: 28px;
  }

  .skeletons > :last-child {
    block-size: 200px;
    border-radius: var(--_radius-panel);
  }

  @container import (max-width: 639px) {
    .wizard {
      gap: var(--_space-4);
      padding: var(--import-padding, 16px);
    }
  }
`
