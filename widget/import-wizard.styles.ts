import { css } from 'lit'

export const wizardStyles = css`
  :host {
    display: block;
    container: import / inline-size;
  }

  /* Every step has room for its foot at the same place, and what is below the element stays there. */
  .wizard {
    display: flex;
    flex-direction: column;
    gap: var(--_space-5);
    min-block-size: var(--import-min-height, 600px);
    padding: var(--import-padding, 24px);
    background: var(--_ground);
  }

  /* Nothing is on its way. */
  .failed {
    --_pulse: paused;
  }

  .header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-3);
    /* As high without the way out, which goes when the import runs. */
    min-block-size: calc(37px + var(--_space-4));
    padding-block-end: var(--_space-4);
    border-block-end: 1px solid var(--_hairline);
  }

  import-stepper {
    flex: 1;
    min-inline-size: 0;
  }

  .step {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 1fr);
  }

  .skeletons {
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
  }

  .skeletons > :first-child {
    inline-size: 240px;
    block-size: 26px;
  }

  .skeletons > :last-child {
    flex: 1;
    border-radius: var(--_radius-panel);
  }

  @container import (max-width: 639px) {
    .wizard {
      gap: var(--_space-4);
      padding: var(--import-padding, 16px);
    }
  }
`
