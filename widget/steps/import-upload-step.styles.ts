import { css } from 'lit'

export const uploadStepStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
    container: import / inline-size;
  }

  .drop {
    display: grid;
    flex: 1;
    align-content: center;
    justify-items: center;
    gap: var(--_space-3);
    padding: clamp(32px, 8cqi, 72px) var(--_space-4);
    border: 1.5px dashed var(--_edge);
    border-radius: var(--_radius-panel);
    background: var(--_ground-soft);
    text-align: center;
    transition:
      border-color var(--_motion),
      background-color var(--_motion);
  }

  .drop p {
    text-wrap: balance;
  }

  .drop.over {
    border-color: var(--_accent);
    border-style: solid;
    background: var(--_accent-soft);
  }

  .drop > svg {
    inline-size: 28px;
    block-size: 28px;
    color: var(--_accent);
    stroke-width: 1.25;
  }

  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2) var(--_space-3);
    font-size: var(--_text-lead);
  }

  .template {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-3);
  }

  .template > button {
    margin-inline-start: calc(-1 * var(--_space-3));
  }

  .sending {
    display: grid;
    gap: var(--_space-3);
    padding: var(--_space-5);
  }

  .file {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    min-inline-size: 0;
  }

  .file > :nth-child(2) {
    flex: 1;
    min-inline-size: 0;
  }

  .name {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .figures {
    display: flex;
    justify-content: space-between;
    gap: var(--_space-3);
    font-variant-numeric: tabular-nums;
  }
`
