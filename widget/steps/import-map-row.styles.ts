import { css } from 'lit'

export const mapRowStyles = css`
  :host {
    display: block;
    container: row / inline-size;
  }

  .row {
    display: grid;
    grid-template-columns: minmax(0, 1.1fr) minmax(0, 1.5fr) minmax(0, 1.4fr) 20px;
    gap: var(--_space-1) var(--_space-5);
    align-items: start;
    padding-block: var(--_space-3);
  }

  .source,
  .profile {
    padding-block-start: 7px;
    min-inline-size: 0;
  }

  .source {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .profile {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
  }

  .measure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space-2);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .bar {
    inline-size: 72px;
    block-size: 6px;
    border-radius: 3px;
    overflow: hidden;
    background: color-mix(in srgb, transparent, var(--_text) 10%);
    stroke: none;
  }

  .bar:dir(rtl) {
    transform: scaleX(-1);
  }

  .filled {
    fill: color-mix(in srgb, transparent, var(--_accent) 42%);
  }

  .varied {
    fill: var(--_accent);
  }

  .samples {
    overflow: hidden;
    font-size: var(--_text-table);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .target {
    display: grid;
    gap: var(--_space-1);
    min-inline-size: 0;
  }

  .reason {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space-2);
    min-block-size: 18px;
  }

  .reason button {
    min-block-size: 24px;
    padding: 0 var(--_space-1);
    font-size: var(--_text-meta);
  }

  .reason.guess {
    color: var(--_warning);
  }

  .mark {
    padding-block-start: 10px;
    color: var(--_success);
  }

  .mark.open {
    color: var(--_warning);
  }

  fieldset {
    display: grid;
    gap: var(--_space-1);
    margin: var(--_space-1) 0 0;
    padding: var(--_space-2) var(--_space-3);
    border: 0;
    border-inline-start: 2px solid var(--_edge);
  }

  fieldset.open {
    border-color: var(--_warning-fill);
    background: var(--_warning-soft);
    border-start-end-radius: var(--_radius);
    border-end-end-radius: var(--_radius);
  }

  legend {
    float: inline-start;
    padding: 0;
    font-size: var(--_text-table);
    font-weight: 500;
  }

  fieldset.open legend {
    color: var(--_warning);
  }

  .choice {
    clear: both;
    font-size: var(--_text-table);
  }

  /* As long in all rows, and short enough for the words beside it. */
  @container row (min-width: 640px) and (max-width: 799px) {
    .bar {
      inline-size: 44px;
    }
  }

  @container row (max-width: 639px) {
    .row {
      grid-template-columns: minmax(0, 1fr) 20px;
    }

    .source,
    .profile {
      padding: 0;
    }

    .profile {
      grid-column: 1 / -1;
      grid-row: 2;
    }

    .target {
      grid-column: 1 / -1;
      grid-row: 3;
      margin-block-start: var(--_space-1);
    }

    .mark {
      grid-row: 1;
      grid-column: 2;
      padding: 2px 0 0;
    }
  }
`
