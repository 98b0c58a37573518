import { css } from 'lit'

export const valueEditorStyles = css`
  :host {
    display: grid;
    gap: var(--_space-1);
    justify-items: start;
    max-inline-size: 420px;
  }

  input[type='text'],
  input[type='date'],
  input[type='datetime-local'],
  select {
    min-block-size: 32px !important;
    max-inline-size: 320px;
  }

  .error {
    color: var(--_danger);
    font-size: var(--_text-meta);
    overflow-wrap: anywhere;
  }

  ul {
    display: grid;
    gap: var(--_space-1);
    inline-size: 100%;
  }

  li {
    display: grid;
    /* As wide with a sentence below it as without one. */
    grid-template-columns: minmax(0, 320px) 32px 32px;
    align-items: center;
    column-gap: var(--_space-1);
  }

  li .error {
    grid-column: 1 / -1;
  }

  li .error:empty {
    display: none;
  }

  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-4);
    min-inline-size: 0;
    max-block-size: 180px;
    margin: 0;
    padding: 0;
    border: 0;
    overflow-y: auto;
  }
`
