import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import {
  connectTo,
  describeOnBothDatabases,
  type TestDatabase,
} from '../../support/test-databases.ts'

describeOnBothDatabases('a test database', (open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    await database.query(sql`CREATE TABLE notes (id integer PRIMARY KEY)`)
  })

  it('is seen by its other connections', async () => {
    const other = connectTo(database.url)
    if (other.dialect === 'sqlite') other.db.run(sql`INSERT INTO notes VALUES (1)`)
    else await other.db.execute(sql`INSERT INTO notes VALUES (1)`)
    expect(await database.query(sql`SELECT id FROM notes`)).toEqual([{ id: 1 }])
    await other.close()
  })

  it('is not seen by another test database', async () => {
    const other = await open()
    await expect(other.query(sql`SELECT id FROM notes`)).rejects.toThrow(/notes/)
  })
})
