const GAP = 4
const MARGIN = 8
const MOST_HEIGHT = 320
const LEAST_HEIGHT = 140

/**
 * Places an open popover below its anchor, or above where there is more room; `most`: how high it may
 * get before it scrolls.
 */
export const placePopover = (popover: HTMLElement, anchor: Element, most = MOST_HEIGHT): void => {
  const box = anchor.getBoundingClientRect()
  const below = innerHeight - box.bottom - GAP - MARGIN
  const above = box.top - GAP - MARGIN
  const isBelow = below >= LEAST_HEIGHT || below >= above
  const width = Math.min(Math.max(box.width, 260), innerWidth - 2 * MARGIN)
  const start = anchor.matches(':dir(rtl)') ? box.right - width : box.left
  const left = Math.min(Math.max(MARGIN, start), innerWidth - width - MARGIN)
  const { style } = popover
  style.width = `${width}px`
  style.left = `${left}px`
  style.maxHeight = `${Math.min(most, isBelow ? below : above)}px`
  style.top = isBelow ? `${box.bottom + GAP}px` : 'auto'
  style.bottom = isBelow ? 'auto' : `${innerHeight - box.top + GAP}px`
}

/** Calls `place` whenever an anchor may have moved, be it within a scrolling frame; returns what ends that. */
export const whenMoved = (place: (event: Event) => void): (() => void) => {
  const options = { capture: true, passive: true }
  addEventListener('scroll', place, options)
  addEventListener('resize', place)
  return () => {
    removeEventListener('scroll', place, options)
    removeEventListener('resize', place)
  }
}
