import { fork } from 'node:child_process'

/** The process that is measured. */
export interface HistoryHost {
  base: string
  cost(): Promise<{ rssMegabytes: number; delayP99: number }>
  stop(): void
}

export async function startHistoryHost(url: string, folder: string): Promise<HistoryHost> {
  const child = fork(new URL('./history-server.ts', import.meta.url), [url, folder], {
    execArgv: ['--import', 'tsx'],
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port))
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)))
  })
  const base = `http://127.0.0.1:${port}`
  return {
    base: `${base}/api/imports`,
    cost: async () => (await fetch(`${base}/cost`)).json(),
    stop: () => child.disconnect(),
  }
}
