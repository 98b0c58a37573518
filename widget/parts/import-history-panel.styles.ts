import { css } from 'lit'

export const historyPanelStyles = css`
  dialog {
    inline-size: min(560px, 100vw);
    max-inline-size: none;
    block-size: 100dvh;
    max-block-size: none;
    margin: 0;
    margin-inline-start: auto;
    padding: 0;
    border-width: 0;
    border-inline-start-width: 1px;
    border-radius: 0;
    background: var(--_ground);
  }

  dialog[open] {
    grid-template-rows: auto 1fr auto;
    gap: 0;
  }

  dialog:focus,
  h2:focus {
    outline: none;
  }

  .head,
  .foot {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    padding: var(--_space-4) var(--_space-5);
  }

  .head {
    border-block-end: 1px solid var(--_hairline);
  }

  h2 {
    min-inline-size: 0;
    margin-inline-end: auto;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    font-size: var(--_text-lead);
  }

  .body {
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: var(--_space-5);
  }

  .foot {
    flex-wrap: wrap;
    justify-content: end;
    gap: var(--_space-2);
    border-block-start: 1px solid var(--_hairline);
  }

  @media (prefers-reduced-motion: no-preference) {
    dialog[open] {
      transition: transform var(--_motion) ease-out;

      @starting-style {
        transform: translateX(40px);
      }
    }

    dialog[open]:dir(rtl) {
      @starting-style {
        transform: translateX(-40px);
      }
    }
  }

  .foot p {
    flex: 1 1 16em;
  }

  @media (max-width: 480px) {
    .head,
    .foot,
    .body {
      padding-inline: var(--_space-4);
    }

    .foot p {
      flex-basis: 100%;
    }
  }
`
