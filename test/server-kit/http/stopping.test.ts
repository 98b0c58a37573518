import { afterEach, beforeEach, expect, it } from 'vitest'
import { errorAnswer } from '../../../server-kit/contract/index.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { refusal } from '../../support/refusal.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const MAPPINGS = [{ source: 'name', target: 'name' }]

describeOnBothDatabases('a kit that stops', (open) => {
  let test: TestKit
  let id: string

  beforeEach(async () => {
    test = await createTestKit(await open())
    id = (await test.upload('name\nAda\nBob\n')).id
    await test.mapped(id, MAPPINGS)
    await test.kit.idle()
  })
  afterEach(() => test.close())

  it('answers what is under way, and says that it stops to what comes after', async () => {
    const before = Array.from({ length: 20 }, () => test.ask(`/${id}/values?source=name`))
    const stopped = test.kit.stop()
    const after = Array.from({ length: 20 }, () => test.ask(`/${id}/values?source=name`))
    const statuses = (await Promise.all(before)).map(({ status }) => status)
    // A request takes a turn of the event loop to arrive, as over HTTP: then the kit stops already.
    for (const status of statuses) expect([200, 503]).toContain(status)
    for (const answer of await Promise.all(after)) {
      expect(await refusal(answer)).toMatchObject({ status: 503, code: 'unavailable' })
    }
    await stopped
    expect(test.logged).toEqual([])
  })

  it('never answers with a fault, however stopping and asking fall together', async () => {
    const answers: Promise<Response>[] = []
    const asking = setInterval(() => answers.push(test.ask(`/${id}/review`)), 0)
    await expect.poll(() => answers.length).toBeGreaterThan(50)
    await test.kit.stop()
    const many = answers.length + 20
    await expect.poll(() => answers.length).toBeGreaterThan(many)
    clearInterval(asking)
    const all = await Promise.all(answers)
    const refused = all.filter(({ status }) => status !== 200)
    expect(refused.length).toBeGreaterThan(0)
    for (const answer of refused) {
      expect(answer.status).toBe(503)
      expect(errorAnswer.parse(await answer.json()).error.code).toBe('unavailable')
    }
    expect(test.logged).toEqual([])
  })

  it('serves again once it is started again', async () => {
    await test.kit.stop()
    expect((await test.ask(`/${id}/review`)).status).toBe(503)
    await test.kit.start()
    expect((await test.ask(`/${id}/review`)).status).toBe(200)
  })
})
