import type { EntityLinkDefinition } from '../importer/importer.ts'
import type { FoundForRows } from '../matching/find-for-rows.ts'
import { type LinkResolution, type LinkTarget, resolveLink } from '../matching/resolve-link.ts'
import type { LinkKey, RowToWrite } from '../row-store/row-store.ts'

const NOWHERE: LinkResolution = { targets: [] }
const NONE: readonly LinkResolution[] = []

/** Where the links of a batch's rows lead: each row is asked for them three times, and resolved once. */
export class LinkTargets {
  readonly #links: readonly EntityLinkDefinition[]
  readonly #found: FoundForRows['links']
  readonly #known = new Map<RowToWrite, readonly LinkResolution[]>()

  constructor(links: readonly EntityLinkDefinition[], found: FoundForRows['links']) {
    this.#links = links
    this.#found = found
  }

  /** Aligned with the links. */
  of(row: RowToWrite): readonly LinkResolution[] {
    if (this.#links.length === 0) return NONE
    const known = this.#known.get(row)
    if (known) return known
    const { links } = row
    const resolved = this.#links.map((link) => this.#resolve(link, links[link.key]))
    this.#known.set(row, resolved)
    return resolved
  }

  /** Of a row that is not refused. */
  targets(row: RowToWrite, link: number): readonly LinkTarget[] {
    const resolution = this.of(row)[link] ?? NOWHERE
    return 'targets' in resolution ? resolution.targets : []
  }

  /** Forgets what was resolved: the rows have their links. */
  clear(): void {
    this.#known.clear()
  }

  #resolve(link: EntityLinkDefinition, key: LinkKey | undefined): LinkResolution {
    return key ? resolveLink(link, key, this.#found.get(link.key) ?? new Map()) : NOWHERE
  }
}
