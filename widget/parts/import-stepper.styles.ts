import { css } from 'lit'

export const stepperStyles = css`
  :host {
    display: block;
  }

  ol {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
  }

  li {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    color: var(--_text-muted);
    font-size: var(--_text-table);
    white-space: nowrap;
  }

  li:not(:first-child)::before {
    content: '';
    /* Of the wizard, which keeps its width: the way out beside the steps comes and goes. */
    inline-size: clamp(10px, 2.4cqi, 40px);
    block-size: 1px;
    background: var(--_edge);
    opacity: 0.6;
  }

  button,
  .step {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-2);
    min-block-size: 28px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-size: inherit;
    font-weight: 500;
  }

  button:hover {
    background: none;
    color: var(--_text);
  }

  .place {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    border: 1px solid var(--_edge);
    border-radius: 50%;
    font-size: var(--_text-meta);
    font-variant-numeric: tabular-nums;
    line-height: 1;
  }

  .place svg {
    inline-size: 12px;
    block-size: 12px;
    stroke-width: 2.4;
  }

  [data-state='done'] {
    color: var(--_text);
  }

  [data-state='done'] .place {
    border-color: transparent;
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  [data-state='current'] {
    color: var(--_text);
  }

  [data-state='current'] .place {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  @container import (max-width: 679px) {
    .name {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }

  @media (forced-colors: active) {
    [data-state='current'] .place {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`
