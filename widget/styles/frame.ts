import { css } from 'lit'

/**
 * The root of a public element. Rules of the page for `*` or the tag go before `:host`, and what its body
 * sets is inherited: here begins what is ours. The font family alone is the page's.
 */
export const frame = css`
  .frame {
    color: var(--_text);
    font-family: var(--_font);
    font-feature-settings: normal;
    font-size: var(--_text-body);
    font-stretch: normal;
    font-style: normal;
    font-variant: normal;
    font-variation-settings: normal;
    font-weight: 400;
    line-height: var(--_line);
    letter-spacing: normal;
    word-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    word-break: normal;
    overflow-wrap: normal;
    hyphens: manual;
    cursor: auto;
    tab-size: 8;
    border-collapse: separate;
    border-spacing: 0;
    list-style: disc;
  }
`
