import { svg, type SVGTemplateResult } from 'lit'

/** Line icons on a 16 px grid, for `<svg viewBox="0 0 16 16">`; drawn with the current colour. */
const draw = (d: string): SVGTemplateResult => svg`<path d=${d} />`

const PATHS = {
  upload: 'M8 10.5V2.5M4.8 5.5 8 2.3l3.2 3.2M2.5 10.5v2a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-2',
  download: 'M8 2.5v8M4.8 7.5 8 10.7l3.2-3.2M2.5 11.5v1a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-1',
  file: 'M9 2H4.5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V5.5L9 2Zm0 0v3.5h3.5M6 8.5h4M6 11h4',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  cross: 'm4 4 8 8M12 4l-8 8',
  alert: 'M8 5.5v3.2M8 11v.1M8 1.8 1.4 13.4h13.2L8 1.8Z',
  info: 'M8 7.5v3.7M8 4.9V5M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0Z',
  chevron: 'm4.5 6.2 3.5 3.6 3.5-3.6',
  left: 'M9.8 4.2 6 8l3.8 3.8',
  right: 'M6.2 4.2 10 8l-3.8 3.8',
  undo: 'M3 6h6.5a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3',
  skip: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM3.8 3.8l8.4 8.4',
  edit: 'm10.8 2.8 2.4 2.4-7.7 7.7-3 .6.6-3 7.7-7.7Z',
  plus: 'M8 3v10M3 8h10',
  update: 'M13 6.5A5.2 5.2 0 0 0 3.4 5.3M3 2.5v3h3M3 9.5a5.2 5.2 0 0 0 9.6 1.2M13 13.5v-3h-3',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2A2.6 2.6 0 0 0 9 3.3l-.7.7M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.7-.7',
  clock: 'M8 4.5V8l2.3 1.4M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0Z',
  search: 'M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0Zm2 6.5-3.2-3.2',
  question:
    'M6 6.2a2 2 0 1 1 2.8 1.9c-.5.2-.8.6-.8 1.1M8 11.3v.1M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0Z',
} as const

export type IconName = keyof typeof PATHS

/** An icon that says nothing by itself: the words stand beside it. */
export const icon = (name: IconName): SVGTemplateResult =>
  svg`<svg viewBox="0 0 16 16" aria-hidden="true" class="icon-${name}">${draw(PATHS[name])}</svg>`
