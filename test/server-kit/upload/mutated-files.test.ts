import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ImportError } from '../../../server-kit/errors.ts'
import { createSqliteRowStores } from '../../../server-kit/row-store/sqlite/sqlite-row-stores.ts'
import { pollutedFiles } from './polluted-files.ts'
import { LIMITS, readTable } from './read-table.ts'
import { seeded } from './seeded.ts'

const COUNT = 10_000
const SPECIAL = [0, 9, 10, 13, 27, 34, 39, 44, 59, 92, 124, 0x80, 0xc3, 0xef, 0xfe, 0xff]

/** Files with some bytes changed, left out, doubled, moved or cut off. */
function* mutations(count: number, seed: number): Generator<Buffer> {
  const random = seeded(seed)
  const files = pollutedFiles(240)
  for (let made = 0; made < count; made++) {
    let bytes = files[random(files.length)]?.bytes ?? Buffer.alloc(0)
    for (let times = 1 + random(6); times > 0; times--) bytes = mutated(bytes, random)
    yield bytes
  }
}

function mutated(bytes: Buffer, random: (below: number) => number): Buffer {
  const at = random(Math.max(1, bytes.length))
  const to = Math.min(bytes.length, at + 1 + random(40))
  const [start, part, end] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
  const special = Buffer.from([SPECIAL[random(SPECIAL.length)] ?? 0])
  switch (random(6)) {
    case 0:
      return Buffer.concat([start, special, bytes.subarray(at)])
    case 1:
      return Buffer.concat([start, Buffer.from([random(256)]), bytes.subarray(at + 1)])
    case 2:
      return Buffer.concat([start, end])
    case 3:
      return Buffer.concat([start, part, part, end])
    case 4:
      return Buffer.concat([end, start])
    default:
      return bytes.subarray(0, Math.max(1, at))
  }
}

const refusalOf = (error: unknown) => {
  if (error instanceof ImportError) return { code: error.code, message: error.message }
  throw error
}

type Answer = Awaited<ReturnType<typeof readTable>> | ReturnType<typeof refusalOf>

/** What no answer may be: a refusal without a sentence, a table that is not one. */
function oddities(answer: Answer): string[] {
  if ('message' in answer) return answer.message.endsWith('.') ? [] : [answer.message]
  const { headers, cells } = answer
  const isEven = cells.every(({ length }) => length === headers.length)
  return isEven && new Set(headers).size === headers.length ? [] : [headers.join()]
}

describe(`${COUNT} mutated files`, () => {
  it('are read or refused with a sentence, each at once', async () => {
    let read = 0
    let slowest = 0
    const odd: string[] = []
    const began = performance.now()
    for (const bytes of mutations(COUNT, 5)) {
      const from = performance.now()
      const answer = await readTable(bytes).catch(refusalOf)
      slowest = Math.max(slowest, performance.now() - from)
      if (!('message' in answer)) read += 1
      odd.push(...oddities(answer))
    }
    expect(odd).toEqual([])
    expect(read).toBeGreaterThan(COUNT / 2)
    expect(slowest).toBeLessThan(5_000)
    expect(performance.now() - began).toBeLessThan(150_000)
  })

  it('give the same table wherever they are cut', async () => {
    const random = seeded(8)
    for (const bytes of mutations(500, 6)) {
      const whole = await readTable(bytes).catch(refusalOf)
      const cut = await readTable(bytes, { sizes: () => 1 + random(9) }).catch(refusalOf)
      expect(cut).toEqual(whole)
    }
  })
})

describe('mutated files in row stores', () => {
  const storageDir = mkdtempSync(join(tmpdir(), 'import-kit-mutated-'))
  const stores = createSqliteRowStores({ storageDir })
  afterAll(async () => {
    await stores.close()
    rmSync(storageDir, { recursive: true, force: true })
  })

  async function* body(bytes: Uint8Array) {
    yield bytes.slice()
  }

  it('leave one store for each that was read, and nothing else', async () => {
    const kept: string[] = []
    let number = 0
    for (const bytes of mutations(150, 7)) {
      const id = `file-${(number += 1)}`
      const limits = { ...LIMITS, fileBytes: 1024 * 1024 }
      const reading = await stores.ingest(id, body(bytes), { limits }).catch(refusalOf)
      if (!('message' in reading)) kept.push(id)
    }
    expect(readdirSync(storageDir).toSorted()).toEqual(kept.toSorted())
    for (const id of kept) await stores.destroy(id)
    expect(readdirSync(storageDir)).toEqual([])
  })
})
