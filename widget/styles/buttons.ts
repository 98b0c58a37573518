import { css } from 'lit'

/** Buttons: `button` is secondary; add `primary`, `ghost`, `danger`, `icon`, `small`. */
export const buttons = css`
  .button,
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    min-block-size: 36px;
    padding: 0 var(--_space-3);
    border: 1px solid var(--_border-button);
    border-radius: var(--_radius-button);
    background: var(--_ground-raised);
    color: var(--_text);
    font: inherit;
    font-weight: 500;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
    transition:
      background-color var(--_motion),
      border-color var(--_motion),
      color var(--_motion);
  }

  .button:where(:hover),
  button:where(:hover) {
    background: color-mix(in srgb, var(--_ground-raised), var(--_text) 5%);
  }

  .button.primary,
  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
    padding: 0 var(--_space-4);
  }

  .button.primary:where(:hover),
  button.primary:where(:hover) {
    background: color-mix(in srgb, var(--_accent), light-dark(#000, #fff) 14%);
  }

  .button.ghost,
  button.ghost {
    border-color: transparent;
    background: transparent;
    color: var(--_accent);
  }

  .button.ghost:where(:hover),
  button.ghost:where(:hover) {
    background: var(--_accent-soft);
  }

  button.ghost.quiet {
    color: var(--_text-muted);
  }

  button.ghost.quiet:where(:hover) {
    background: color-mix(in srgb, transparent, var(--_text) 6%);
    color: var(--_text);
  }

  button.danger {
    border-color: transparent;
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  button.danger:where(:hover) {
    background: color-mix(in srgb, var(--_danger-soft), var(--_danger) 10%);
  }

  button.small {
    min-block-size: 28px;
    padding: 0 var(--_space-2);
    font-size: var(--_text-table);
  }

  button.icon {
    inline-size: 32px;
    min-block-size: 32px;
    padding: 0;
  }

  button:disabled,
  button[aria-disabled='true'] {
    border-color: transparent;
    background: color-mix(in srgb, var(--_ground-soft), var(--_text) 5%);
    color: var(--_text-muted);
    cursor: not-allowed;
  }

  button.ghost:disabled {
    background: transparent;
    opacity: 0.6;
  }

  svg {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  @media (forced-colors: active) {
    .button,
    button {
      border-color: ButtonBorder !important;
    }

    button:disabled {
      color: GrayText;
    }

    /* With a border it would be seen to hang out of its line. */
    .ghost.ghost.ghost {
      margin-inline: 0;
    }

    /* Otherwise the browser's plate behind text would hide it. */
    .button.primary,
    button.primary:not(:disabled) {
      forced-color-adjust: none;
    }
  }
`
