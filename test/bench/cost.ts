import { monitorEventLoopDelay } from 'node:perf_hooks'

const MEGABYTE = 1024 * 1024
const RSS_EVERY = 50

/** What something cost this process, since it was asked last. */
export interface Cost {
  rssMegabytes: number
  /** Of all its threads. */
  cpuSeconds: number
  delayP99: number
  delayMax: number
}

const milliseconds = (nanoseconds: number) => nanoseconds / 1e6

/** Watches this process; each call answers the cost since the last one. */
export function watchCost(): () => Cost {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  let rss = 0
  let usedBefore = process.cpuUsage()
  const look = () => {
    rss = Math.max(rss, process.memoryUsage.rss())
  }
  setInterval(look, RSS_EVERY).unref()
  return () => {
    look()
    const { user, system } = process.cpuUsage(usedBefore)
    usedBefore = process.cpuUsage()
    const cost = {
      cpuSeconds: (user + system) / 1e6,
      rssMegabytes: rss / MEGABYTE,
      delayP99: milliseconds(delay.percentile(99)),
      delayMax: milliseconds(delay.max),
    }
    delay.reset()
    rss = 0
    return cost
  }
}
