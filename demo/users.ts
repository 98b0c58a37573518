import type { EntityType } from './records/entities.ts'

/** Who may sign in to the demo. There are no passwords: the page has a switcher. */
export interface DemoUser {
  id: string
  name: string
  email: string
  team: 'north' | 'south'
  /** Entity types this user may import; null: all. */
  imports: readonly EntityType[] | null
}

export const USERS: readonly DemoUser[] = [
  { id: 'ada', name: 'Ada Quinn', email: 'ada@north.example', team: 'north', imports: null },
  { id: 'bob', name: 'Bob Marsh', email: 'bob@north.example', team: 'north', imports: ['people'] },
  { id: 'cleo', name: 'Cleo Park', email: 'cleo@south.example', team: 'south', imports: null },
]

export const findUser = (id: string | undefined): DemoUser | null =>
  USERS.find((user) => user.id === id) ?? null

export const mayImport = (user: DemoUser | null, entityType: string): boolean =>
  user !== null && (user.imports === null || user.imports.some((allowed) => allowed === entityType))
