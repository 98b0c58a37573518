/** Where the kit says what happened. Entries carry ids, never cells. */
export interface Logger {
  info(message: string, details?: Record<string, unknown>): void
  error(message: string, details?: Record<string, unknown>): void
}

const write = (level: string, message: string, details: Record<string, unknown> = {}) => {
  process.stderr.write(
    `${JSON.stringify({ level, message: `[import-kit] ${message}`, ...details })}\n`,
  )
}

export const stderrLogger: Logger = {
  info: (message, details) => write('info', message, details),
  error: (message, details) => write('error', message, details),
}
