import type { EntityLinkDefinition } from '../importer/importer.ts'
import type { FoundForRows } from '../matching/find-for-rows.ts'
import { type LinkResolution, type LinkTarget, resolveLink } from '../matching/resolve-link.ts'
import type { LinkKey, RowToWrite } from '../row-store/row-store.ts'

type LinkedRow = Pick<RowToWrite, 'links'>

const NOWHERE: LinkResolution = { targets: [] }
const NONE: readonly LinkResolution[] = []

/** Where the links of a batch's rows lead: each row is asked for them three times, and resolved once. */
export class LinkTargets {
  readonly #links: readonly EntityLinkDefinition[]
  readonly #found: FoundForRows['links']
  readonly #known = new Map<LinkedRow, readonly LinkResolution[]>()
  /** By the link, of cells with one value: rows that say the same share it. */
  readonly #ofValue: Map<string, LinkResolution>[]

  constructor(links: readonly EntityLinkDefinition[], found: FoundForRows['links']) {
    this.#links = links
    this.#found = found
    this.#ofValue = links.map(() => new Map())
  }

  /** Aligned with the links. */
  of(row: LinkedRow): readonly LinkResolution[] {
    if (this.#links.length === 0) return NONE
    const known = this.#known.get(row)
    if (known) return known
    const { links } = row
    const resolved = this.#links.map((link, at) => this.#shared(at, link, links[link.key]))
    this.#known.set(row, resolved)
    return resolved
  }

  /** Of a row that is not refused. */
  targets(row: LinkedRow, link: number): readonly LinkTarget[] {
    const resolution = this.of(row)[link] ?? NOWHERE
    return 'targets' in resolution ? resolution.targets : []
  }

  /** Forgets what was resolved: the rows have their links. */
  clear(): void {
    this.#known.clear()
    for (const ofLink of this.#ofValue) ofLink.clear()
  }

  #shared(at: number, link: EntityLinkDefinition, key: LinkKey | undefined): LinkResolution {
    if (!key) return NOWHERE
    const [value] = key.values
    if (value === undefined || key.values.length > 1) return this.#resolve(link, key)
    const known = this.#ofValue[at]?.get(value)
    if (known && saysTheSame(known, key)) return known
    const resolved = this.#resolve(link, key)
    this.#ofValue[at]?.set(value, resolved)
    return resolved
  }

  #resolve(link: EntityLinkDefinition, key: LinkKey): LinkResolution {
    return resolveLink(link, key, this.#found.get(link.key) ?? new Map())
  }
}

/** Whether it is of the same field, and of a text spelled the same. */
function saysTheSame(known: LinkResolution, { field, texts }: LinkKey): boolean {
  const target = 'targets' in known ? known.targets[0] : undefined
  return target !== undefined && target.field === field && target.text === texts[0]
}
