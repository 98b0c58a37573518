import { css } from 'lit'

/**
 * Every colour, space, radius and text of the elements. The `--import-*` properties are the host's to
 * set, on the element or anywhere above it; the private `--_*` ones hold them or their defaults.
 */
export const tokens = css`
  :host {
    --_space-1: var(--import-space-1, 4px);
    --_space-2: var(--import-space-2, 8px);
    --_space-3: var(--import-space-3, 12px);
    --_space-4: var(--import-space-4, 16px);
    --_space-5: var(--import-space-5, 24px);
    --_space-6: var(--import-space-6, 32px);
    --_radius: var(--import-radius, 6px);
    --_radius-button: var(--import-radius-button, var(--_radius));
    --_radius-panel: var(--import-radius-panel, 10px);
    --_text-meta: var(--import-text-meta, 12px);
    --_text-table: var(--import-text-table, 13px);
    --_text-body: var(--import-text-body, 14px);
    --_text-lead: var(--import-text-lead, 16px);
    --_text-title: var(--import-text-title, 20px);
    --_line: var(--import-line-height, 1.45);
    --_font: var(--import-font, inherit);
    --_ground: var(--import-ground, light-dark(#ffffff, #16181d));
    --_ground-soft: var(--import-ground-soft, light-dark(#f6f7f9, #1d2027));
    --_ground-raised: var(--import-ground-raised, light-dark(#ffffff, #20242c));
    --_text: var(--import-text, light-dark(#1a1e29, #e7e9ef));
    --_text-muted: var(--import-text-muted, light-dark(#5a6272, #a3abba));
    --_hairline: var(--import-hairline, color-mix(in srgb, var(--_text) 12%, transparent));
    --_edge: var(--import-edge, light-dark(#8b93a3, #6b7383));
    --_border-button: color-mix(in srgb, var(--_text) 24%, transparent);
    --_accent: var(--import-accent, light-dark(#3157d5, #8aa4ff));
    --_on-accent: var(--import-on-accent, light-dark(#ffffff, #0d1533));
    --_accent-soft: var(--import-accent-soft, light-dark(#edf1fd, #1e2746));
    --_success: var(--import-success, light-dark(#17693a, #7ed7a0));
    --_success-soft: var(--import-success-soft, light-dark(#e5f4ea, #15301f));
    --_success-fill: var(--import-success-fill, light-dark(#2f9e5d, #4cb87a));
    --_warning: var(--import-warning, light-dark(#7a4b00, #f2c76b));
    --_warning-soft: var(--import-warning-soft, light-dark(#fdf2d9, #34290f));
    --_warning-fill: var(--import-warning-fill, light-dark(#c98a12, #d9a63a));
    --_danger: var(--import-danger, light-dark(#b3261e, #ff9f97));
    --_danger-soft: var(--import-danger-soft, light-dark(#fdebea, #3a1c1d));
    --_danger-fill: var(--import-danger-fill, light-dark(#d0453c, #e46a61));
    --_on-danger: var(--import-on-danger, light-dark(#ffffff, #2b0b0a));
    --_shadow: var(
      --import-shadow,
      0 8px 24px light-dark(rgb(20 26 45 / 14%), rgb(0 0 0 / 50%)),
      0 1px 3px light-dark(rgb(20 26 45 / 10%), rgb(0 0 0 / 40%))
    );
    --_motion: var(--import-motion, 150ms);
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_text-body);
    line-height: var(--_line);
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_motion: 0ms;
    }
  }

  @media (forced-colors: active) {
    :host {
      --_hairline: CanvasText;
      --_edge: ButtonBorder;
      --_accent: Highlight;
      --_on-accent: HighlightText;
      --_text-muted: CanvasText;
    }
  }
`
