import { css } from 'lit'

export const executeStepStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
    container: import / inline-size;
  }

  .heading {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    min-inline-size: 0;
  }

  .heading > div {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  @container import (max-width: 639px) {
    .heading {
      align-items: start;
    }

    /* Otherwise what is below would be seen to move at the end of the import. */
    .heading .room {
      min-block-size: 2lh;
    }
  }

  .mark {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    background: var(--_warning-soft);
    color: var(--_warning);
  }

  .mark svg {
    inline-size: 20px;
    block-size: 20px;
  }

  .mark.running {
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  .mark.success {
    background: var(--_success-soft);
    color: var(--_success);
  }

  .mark.danger {
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-3);
    font-variant-numeric: tabular-nums;
  }

  .figures b {
    font-weight: 600;
  }

  .figures span {
    color: var(--_text-muted);
  }

  .reasons {
    display: grid;
    gap: var(--_space-2);
    padding: var(--_space-4);
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-2) var(--_space-3);
  }

  .reasons h3 {
    font-size: var(--_text-body);
  }

  .reasons li {
    display: flex;
    justify-content: space-between;
    gap: var(--_space-4);
    padding-block: var(--_space-2);
    border-block-end: 1px solid var(--_hairline);
    overflow-wrap: anywhere;
  }

  .reasons li:last-child {
    border: 0;
  }
`
