/** Keys that change a closed `<select>` at once, option by option. */
const isMove = ({ key, altKey }: KeyboardEvent): boolean =>
  !altKey && key !== ' ' && (key.length === 1 || /^(Arrow|Home|End|Page)/.test(key))

/**
 * Waits with a choice that is made on a closed `<select>` by the keyboard until Enter is pressed or
 * the focus leaves: otherwise each option that the arrow keys pass on the way would be a decision.
 */
export class HeldChoice {
  readonly #tell: (value: string) => void
  #isMoving = false
  #held: string | null = null

  constructor(tell: (value: string) => void) {
    this.#tell = tell
  }

  onChange = ({ target }: Event): void => {
    if (!(target instanceof HTMLSelectElement)) return
    this.#held = target.value
    if (!this.#isMoving) this.#settle()
  }

  onBlur = (): void => this.#settle()

  /** Answers whether the key ends the choice; Escape brings `value` back. */
  onKey(event: KeyboardEvent, value: string): boolean {
    const { key, target } = event
    this.#isMoving = isMove(event)
    if (!(target instanceof HTMLSelectElement)) return false
    if (key === 'Escape') {
      this.#held = null
      target.value = value
      return true
    }
    if (key !== 'Enter' || this.#held === null) return false
    this.#settle()
    return true
  }

  #settle(): void {
    const held = this.#held
    this.#held = null
    this.#isMoving = false
    if (held !== null) this.#tell(held)
  }
}
