import { setTimeout as wait } from 'node:timers/promises'
import { BIG_TEAM, POLLED } from './history-data.ts'
import { percentiles, verdict } from './percentiles.ts'

const TARGET = 30
const POLLERS = 200
const POLLED_SECONDS = 15

/** 200 browsers, each once a second, on an import that writes a batch twice a second. */
export async function benchPolling(base: string, writeBatch: () => Promise<unknown>) {
  const measured: number[] = []
  const statuses = new Map<number, number>()
  const end = performance.now() + POLLED_SECONDS * 1000
  const poller = async (n: number) => {
    let tag = ''
    await wait((n * 1000) / POLLERS)
    while (performance.now() < end) {
      const began = performance.now()
      const headers = { 'x-team': BIG_TEAM, 'if-none-match': tag }
      const answer = await fetch(`${base}/${POLLED}`, { headers })
      await answer.arrayBuffer()
      const took = performance.now() - began
      tag = answer.headers.get('etag') ?? tag
      measured.push(took)
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      await wait(Math.max(0, 1000 - took))
    }
  }
  const writing = (async () => {
    while (performance.now() < end) {
      await writeBatch()
      // Idle for as long as it runs: an import waits for its host too.
      await wait(5_000)
    }
  })()
  await Promise.all([...Array.from({ length: POLLERS }, (_, n) => poller(n)), writing])
  const { p50, p95 } = percentiles(measured)
  const shown = [...statuses].map(([status, count]) => `${status}: ${count}`).join(', ')
  console.log(
    `  ${POLLERS} pollers a second: p50 ${p50.toFixed(1)} p95 ${p95.toFixed(1)} ms ${verdict(p95, TARGET)}; answers ${shown}`,
  )
}
