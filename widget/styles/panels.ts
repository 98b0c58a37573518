import { css } from 'lit'

/** Tables; `.scroll` is the frame around a wide one. */
export const tables = css`
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_text-table);
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding: var(--_space-2) var(--_space-3);
    border-block-end: 1px solid var(--_hairline);
    text-align: start;
    vertical-align: middle;
  }

  th {
    color: var(--_text-muted);
    font-size: var(--_text-meta);
    font-weight: 500;
    white-space: nowrap;
  }

  tbody tr:last-child > * {
    border-block-end: 0;
  }

  /* Its own containing block: otherwise hidden words in a wide table would widen the page. */
  .scroll {
    position: relative;
    overflow: auto;
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius-panel);
  }
`

/** Panels, badges, progress, skeletons, dialogs. */
export const panels = css`
  .panel {
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius-panel);
    background: var(--_ground);
  }

  .badge {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    padding: 1px var(--_space-2);
    border-radius: 99px;
    background: color-mix(in srgb, var(--_ground-soft), var(--_text) 5%);
    color: var(--_text-muted);
    font-size: var(--_text-meta);
    font-weight: 500;
    white-space: nowrap;
  }

  .badge.accent {
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  .badge.success {
    background: var(--_success-soft);
    color: var(--_success);
  }

  .badge.warning {
    background: var(--_warning-soft);
    color: var(--_warning);
  }

  .badge.danger {
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: 99px;
    overflow: hidden;
    background: color-mix(in srgb, transparent, var(--_text) 10%);
    accent-color: var(--_accent);
  }

  progress::-webkit-progress-bar {
    background: transparent;
  }

  progress::-webkit-progress-value {
    border-radius: 99px;
    background: var(--_accent);
    transition: inline-size var(--_motion);
  }

  progress::-moz-progress-bar {
    border-radius: 99px;
    background: var(--_accent);
  }

  progress:indeterminate {
    background: linear-gradient(90deg, transparent 30%, var(--_accent) 50%, transparent 70%) 0 0 /
      300% 100% color-mix(in srgb, transparent, var(--_text) 10%);
    animation: sweep 1.6s linear infinite var(--_pulse, running);
  }

  @keyframes sweep {
    from {
      background-position-x: 150%;
    }
    to {
      background-position-x: 0%;
    }
  }

  .skeleton {
    display: block;
    min-block-size: 1em;
    border-radius: var(--_radius);
    background: color-mix(in srgb, transparent, var(--_text) 7%);
    animation: skeleton 1.6s ease-in-out infinite alternate var(--_pulse, running);
  }

  @keyframes skeleton {
    to {
      opacity: 0.45;
    }
  }

  dialog {
    inline-size: min(480px, calc(100vw - 32px));
    padding: var(--_space-5);
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius-panel);
    background: var(--_ground-raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }

  dialog::backdrop {
    background: rgb(10 14 25 / 45%);
  }

  dialog[open] {
    display: grid;
    gap: var(--_space-3);
  }

  .dialog-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_space-2);
    margin-block-start: var(--_space-2);
  }

  /* Grounds are gone there: what has no edge is not seen. */
  @media (forced-colors: active) {
    .badge,
    progress {
      border: 1px solid;
    }

    .skeleton {
      border: 1px solid GrayText;
    }

    progress:indeterminate {
      background: linear-gradient(90deg, Canvas 30%, Highlight 50%, Canvas 70%) 0 0 / 300% 100%;
      forced-color-adjust: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .skeleton,
    progress:indeterminate {
      background-position-x: 50%;
      animation: none;
    }
  }
`
