/** Times without trust after a failure: what fails comes in heaps. */
const CAREFUL = 20

/** Whether a quicker way is taken that has to be left for the safe one where something fails. */
export class Trust {
  #careful = 0

  /** Asked once each time. */
  takes(): boolean {
    if (this.#careful === 0) return true
    this.#careful -= 1
    return false
  }

  lose(): void {
    this.#careful = CAREFUL
  }
}
