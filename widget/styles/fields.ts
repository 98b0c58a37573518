import { css } from 'lit'

/** Inputs, selects, check boxes and their labels: the platform's own, styled. */
export const fields = css`
  input:not([type='checkbox'], [type='radio'], [type='file']),
  select,
  textarea {
    min-block-size: 36px;
    inline-size: 100%;
    padding: var(--_space-1) var(--_space-2);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_ground-raised);
    color: inherit;
    font: inherit;
    transition: border-color var(--_motion);
  }

  select {
    appearance: none;
    padding-inline-end: 28px;
    /* A chevron of two strokes: a picture would have to be allowed by the page's policy. */
    background-image:
      linear-gradient(45deg, transparent 40%, var(--_text-muted) 42% 58%, transparent 60%),
      linear-gradient(-45deg, transparent 40%, var(--_text-muted) 42% 58%, transparent 60%);
    background-position:
      right 14px center,
      right 10px center;
    background-repeat: no-repeat;
    background-size:
      5px 5px,
      5px 5px;
    cursor: pointer;
  }

  select:dir(rtl) {
    background-position:
      left 10px center,
      left 14px center;
  }

  input::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }

  input:disabled,
  select:disabled {
    border-color: var(--_hairline);
    background-color: var(--_ground-soft);
    color: var(--_text-muted);
    cursor: not-allowed;
  }

  [aria-invalid='true'] {
    border-color: var(--_danger-fill) !important;
  }

  input[type='checkbox'],
  input[type='radio'] {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .field {
    display: grid;
    gap: var(--_space-1);
  }

  .check {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-2);
    min-block-size: 28px;
    cursor: pointer;
  }

  label {
    color: var(--_text-muted);
    font-size: var(--_text-meta);
    font-weight: 500;
  }

  label.check {
    color: inherit;
    font-size: inherit;
    font-weight: inherit;
  }

  /* Strokes of the own chevron would be gone. */
  @media (forced-colors: active) {
    select {
      appearance: auto;
      background-image: none;
    }
  }
`
