import { css } from 'lit'

export const previewStepStyles = css`
  .stale {
    opacity: 0.55;
  }

  :host {
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
    container: import / inline-size;
  }

  #heading {
    align-self: start;
  }

  .counts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
    gap: var(--_space-2);
  }

  .counts button {
    justify-content: start;
    align-items: start;
    gap: var(--_space-3);
    padding: var(--_space-3) var(--_space-4);
    border-color: var(--_hairline);
    border-radius: var(--_radius-panel);
    background: var(--_ground);
    color: var(--_text-muted);
    font-weight: 400;
    text-align: start;
    white-space: normal;
  }

  .counts button:hover {
    border-color: var(--_edge);
  }

  .counts button[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }

  .counts svg {
    margin-block-start: 6px;
  }

  .counts b {
    display: block;
    color: var(--_text);
    font-size: var(--_text-title);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }

  .create svg {
    color: var(--_success);
  }

  .update svg {
    color: var(--_accent);
  }

  .fail svg {
    color: var(--_danger);
  }

  .withErrors svg {
    color: var(--_warning);
  }

  .waiting {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: var(--_space-3);
    flex: 1;
    text-align: center;
  }

  .waiting progress {
    max-inline-size: 360px;
  }

  .skeletons {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--_space-4);
  }

  .skeleton {
    block-size: 74px;
    border-radius: var(--_radius-panel);
  }

  .skeleton:last-child {
    flex: 1;
  }

  .numbers {
    display: grid;
    gap: var(--_space-2);
    margin-block: var(--_space-3);
    font-variant-numeric: tabular-nums;
  }

  .numbers li {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
  }

  @media (forced-colors: active) {
    .counts button[aria-pressed='true'] {
      border: 2px solid Highlight !important;
    }
  }

  @container import (max-width: 639px) {
    .counts {
      grid-template-columns: 1fr 1fr;
    }

    .counts button:last-child:nth-child(odd) {
      grid-column: 1 / -1;
    }

    .counts button {
      padding: var(--_space-2) var(--_space-3);
    }
  }
`
