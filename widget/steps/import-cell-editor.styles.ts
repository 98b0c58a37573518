import { css } from 'lit'

export const cellEditorStyles = css`
  [popover] {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: var(--_space-3) var(--_space-4);
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius-panel);
    background: var(--_ground-raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow-y: auto;
  }

  [popover]:popover-open {
    display: grid;
    gap: var(--_space-2);
    align-content: start;
  }

  [popover]:focus-visible {
    outline: none;
  }

  h3 {
    font-size: var(--_text-body);
  }

  h3 .muted {
    font-weight: 400;
  }

  .raw {
    overflow-wrap: anywhere;
  }

  .raw .text {
    color: var(--_text);
  }

  .blank {
    font-style: italic;
  }

  .skeleton {
    block-size: 64px;
  }

  .buttons {
    display: flex;
    justify-content: flex-end;
    gap: var(--_space-1);
    margin-block-start: var(--_space-1);
  }

  .buttons :last-child {
    margin-inline-start: var(--_space-1);
  }
`
