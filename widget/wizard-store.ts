/**
 * The state of one wizard and its commands; no Lit, no DOM.
 *
 * Every step element extends `StepElement`: it is given `.store` (this) and `.texts`, renders
 * `store.state.view` (narrow it by `view.step`, or ask `store.viewOf('review')`), and calls commands:
 * `store.upload`, `store.mapping`, `store.review`, `store.run`. A command never throws: its failure
 * is `state.failure`, shown by the frame with a way on; it answers whether it succeeded, or its
 * result. While one is under way `state.busy` names it. What only a step itself shows (pages, filters) it
 * keeps itself and reads through `store.client` with an AbortSignal of its own, handing what goes
 * wrong to `store.failed(error, retry)`.
 */
import type { ImportView } from '../server-kit/contract/shapes.ts'
import type { Step } from '../server-kit/contract/stages.ts'
import type { ImportClient } from './import-client.ts'
import { isAbort, toClientError } from './import-client-error.ts'
import { LatestCall } from './latest-call.ts'
import { MappingCommands } from './mapping-commands.ts'
import { ReviewCommands } from './review-commands.ts'
import { RunCommands } from './run-commands.ts'
import { UploadCommands } from './upload-commands.ts'
import {
  initialState,
  type AwaitedRead,
  viewFor,
  type Busy,
  type StepView,
  type ViewOf,
  type WizardState,
} from './wizard-state.ts'

export interface WizardStoreOptions {
  client: ImportClient
  /** Sent with an upload: the zone of times without an offset. */
  timeZone: () => string
  /** The import whose mapping is suggested first; empty: none. */
  like?: (() => string) | undefined
  /** Asked before the import is started; `false` stops it. */
  mayStart?: ((record: ImportView) => boolean) | undefined
}

export class WizardStore {
  readonly client: ImportClient
  readonly options: WizardStoreOptions
  readonly upload = new UploadCommands(this)
  readonly mapping = new MappingCommands(this)
  readonly review = new ReviewCommands(this)
  readonly run = new RunCommands(this)
  #state: WizardState = initialState
  #listeners = new Set<() => void>()
  #schemaCall = new LatestCall()
  #recordCall = new LatestCall()
  #command: AbortController | null = null

  constructor(options: WizardStoreOptions) {
    this.options = options
    this.client = options.client
  }

  get state(): WizardState {
    return this.#state
  }

  get record(): ImportView | null {
    return this.#state.view.record
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The current view when it is that of `step`, else null. */
  viewOf<S extends Step>(step: S): ViewOf<S> | null {
    const { view } = this.#state
    return isViewOf(view, step) ? view : null
  }

  patch(change: Partial<WizardState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  /** Changes what the current step shows; ignored when the user has moved on meanwhile. */
  patchView<S extends Step>(step: S, change: Partial<ViewOf<S>>): void {
    const view = this.viewOf(step)
    if (view) this.patch({ view: { ...view, ...change } })
  }

  /** Shows a record at the step of its status; `showsCard` keeps a fresh upload at its card. */
  show(record: ImportView, { showsCard = this.#state.view.step === 'upload' } = {}): void {
    const view = viewFor(record, { current: this.#state.view, showsCard })
    this.patch({ view, entityType: record.entityType })
  }

  announce(announcement: string): void {
    this.patch({ announcement })
  }

  /** What may be imported, and the limits. */
  loadSchema(): Promise<void> {
    return this.read(
      this.#schemaCall,
      (signal) => this.client.schema(signal),
      (schema) => {
        const [only, ...others] = schema.entities
        const single = only && others.length === 0 ? only.entityType : ''
        this.patch({ schema, entityType: this.#state.entityType || single })
      },
    )
  }

  chooseEntity(entityType: string): void {
    this.patch({ entityType })
  }

  /** Goes on with an import that exists. */
  open(id: string): Promise<boolean> {
    return this.command(
      'open',
      (signal) => this.client.show(id, signal),
      (record) => this.show(record, { showsCard: false }),
    )
  }

  /** Reads the record anew: what a poll calls. Rests during a command, whose answer is newer. */
  async refresh(): Promise<void> {
    const id = this.record?.id
    if (!id || this.#state.busy) return
    await this.read(
      this.#recordCall,
      (signal) => this.client.show(id, signal),
      (record) => this.show(record),
    )
  }

  /** Back, or on to the preview. */
  goTo(to: 'mapping' | 'reviewing' | 'previewing'): Promise<boolean> {
    return this.commandOn(
      'stage',
      (id, signal) => this.client.stage(id, to, signal),
      (record) => this.show(record),
    )
  }

  /** Stops everything under way and begins anew, with the same entity. */
  reset(): void {
    this.abort()
    const { schema, entityType } = this.#state
    this.patch({ ...initialState, schema, entityType })
  }

  /** Stops everything under way: the element has left the page. */
  abort(): void {
    this.#command?.abort()
    this.#schemaCall.abort()
    this.#recordCall.abort()
    this.mapping.abort()
    this.review.abort()
    this.patch({ busy: null })
  }

  /** Shows a failure, with its way on; an abort is nobody's business. */
  failed(error: unknown, retry: (() => void) | null = null, isRead = false): void {
    if (isAbort(error)) return
    const again =
      retry &&
      (() => {
        retry()
        this.dismissFailure()
      })
    this.patch({ failure: { error: toClientError(error), retry: again, isRead, awaited: [] } })
  }

  /** The host has other credentials: what was refused for want of them is tried again. */
  signedIn(): void {
    const { failure } = this.#state
    if (failure?.error.code === 'not_signed_in') failure.retry?.()
  }

  dismissFailure(): void {
    if (this.#state.failure) this.patch({ failure: null })
  }

  /** Runs a read whose older answers are dropped. */
  async read<T>(
    call: LatestCall,
    load: (signal: AbortSignal) => Promise<T>,
    done: (answer: T) => void,
  ): Promise<void> {
    const again = () => this.read(call, load, done)
    try {
      const answer = await call.run(load)
      if (answer === undefined) return
      this.answered(call)
      done(answer)
    } catch (error) {
      this.readFailed(error, { call, again })
    }
  }

  /** A read has failed. Where that may pass it is asked again by itself, until it is `answered`. */
  readFailed(error: unknown, read: AwaitedRead): void {
    if (!isPassing(error)) return this.failed(error, () => void read.again(), true)
    // One notice for all that waits: otherwise the same would be told again with each try.
    if (this.#awaited.some(({ call }) => call === read.call)) return
    if (this.#awaited.length === 0) this.failed(error, () => this.#askAgain(), true)
    const { failure } = this.#state
    if (failure) this.patch({ failure: { ...failure, awaited: [...failure.awaited, read] } })
  }

  /** A read has its answer, or nobody waits for it any more. */
  answered(answered: LatestCall): void {
    const { failure } = this.#state
    const left = this.#awaited.filter(({ call }) => call !== answered)
    if (!failure || left.length === this.#awaited.length) return
    if (left.length === 0) this.dismissFailure()
    else this.patch({ failure: { ...failure, awaited: left } })
  }

  get #awaited(): readonly AwaitedRead[] {
    return this.#state.failure?.awaited ?? []
  }

  #askAgain(): void {
    for (const { again } of this.#awaited) void again()
  }

  /** Asks again for what has failed; rejects while it still does. */
  async retryAwaited(): Promise<void> {
    await Promise.all(this.#awaited.map(({ again }) => again()))
    const { failure } = this.#state
    if (failure && failure.awaited.length > 0) throw failure.error
  }

  /** Runs a command unless one is under way; answers whether it succeeded. */
  async command<T>(
    busy: Busy,
    run: (signal: AbortSignal) => Promise<T>,
    done: (answer: T) => void,
  ): Promise<boolean> {
    if (this.#state.busy) return false
    const { signal } = this.#begin(busy)
    try {
      const answer = await run(signal)
      if (signal.aborted) return false
      done(answer)
      return true
    } catch (error) {
      if (!signal.aborted) this.failed(error, () => void this.command(busy, run, done))
      return false
    } finally {
      if (this.#command?.signal === signal) this.patch({ busy: null })
    }
  }

  /** The same for a command on the current import. */
  async commandOn<T>(
    busy: Busy,
    run: (id: string, signal: AbortSignal) => Promise<T>,
    done: (answer: T) => void,
  ): Promise<boolean> {
    const id = this.record?.id
    return id ? this.command(busy, (signal) => run(id, signal), done) : false
  }

  #begin(busy: Busy): AbortController {
    const controller = new AbortController()
    this.#command = controller
    // Otherwise the answer to a poll could arrive after the command's and undo it.
    this.#recordCall.abort()
    this.patch({ busy, failure: null })
    return controller
  }
}

/** No answer, or one that a later try may not get: a server that starts anew or has a bad moment. */
const isPassing = (error: unknown): boolean => {
  const { code, status } = toClientError(error)
  return code === 'offline' || status >= 500
}

const isViewOf = <S extends Step>(view: StepView, step: S): view is ViewOf<S> => view.step === step
