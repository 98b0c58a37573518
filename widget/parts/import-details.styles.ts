import { css } from 'lit'

export const detailsStyles = css`
  :host,
  section {
    display: grid;
    gap: var(--_space-5);
  }

  section {
    gap: var(--_space-2);
  }

  h3 {
    font-size: var(--_text-body);
  }

  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-1) var(--_space-3);
    min-block-size: 36px;
  }

  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--_space-1) var(--_space-4);
  }

  dt,
  dd {
    min-block-size: 24px;
    line-height: 24px;
    overflow-wrap: anywhere;
  }

  dt {
    color: var(--_text-muted);
  }

  dd button {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    text-align: start;
    white-space: normal;
  }

  dd button:hover {
    background: none;
    text-decoration: underline;
  }

  .figures {
    font-variant-numeric: tabular-nums;
  }

  td {
    overflow-wrap: anywhere;
  }

  td.number {
    inline-size: 56px;
  }

  .left-out {
    color: var(--_text-muted);
  }

  .goes {
    display: flex;
    gap: var(--_space-2);
  }

  .goes svg {
    margin-block-start: 2px;
    color: var(--_text-muted);
  }

  :host(:dir(rtl)) .icon-right {
    transform: scaleX(-1);
  }
`
