import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type LaunchOptions, chromium } from 'playwright-core'

/** What it takes to start a Chromium here: `launchOptions` of any launcher. */
interface FoundChromium {
  executablePath: string
  args: string[]
  /** The whole environment of the browser's process. */
  env: Record<string, string>
}

const MOST_LAUNCHES = 3
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The Chromium that `CHROMIUM_PATH` names, else an installed one, else the one of the npm package
 * `@sparticuz/chromium`, which brings libraries and fonts for machines that have none.
 */
export async function findChromium(): Promise<FoundChromium> {
  const given = process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path))
  if (given) return { executablePath: given, args: sandboxArgs(given), env: environment() }
  const folder = await unpacked()
  const executablePath = join(folder, 'chromium')
  const env = environment()
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = join(folder, 'fonts')
  if (!starts(executablePath, env)) env['LD_LIBRARY_PATH'] = join(folder, 'al2023', 'lib')
  return { executablePath, args: sandboxArgs(executablePath), env }
}

/** Starts a headless Chromium, on a bare machine, as root or as a normal user. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const { executablePath, args, env } = await findChromium()
  const given = { executablePath, env, ...options, args: [...args, ...(options.args ?? [])] }
  // Now and then it dies of a segmentation fault before any page is open.
  for (let tries = 1; ; tries++) {
    try {
      return await chromium.launch(given)
    } catch (error) {
      if (tries === MOST_LAUNCHES) throw error
    }
  }
}

/** Root has no sandbox in Chromium; nor has the package's build, which lacks the setuid helper. */
function sandboxArgs(executablePath: string): string[] {
  const isRoot = process.getuid?.() === 0
  return isRoot || executablePath.startsWith(tmpdir()) ? ['--no-sandbox'] : []
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return Object.fromEntries(entries)
}

function starts(executablePath: string, env: Record<string, string>): boolean {
  try {
    execFileSync(executablePath, ['--version'], { env, stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

/** Unpacks the package's Chromium once a user; whole or not at all, however many ask at once. */
async function unpacked(): Promise<string> {
  const folder = join(tmpdir(), `import-kit-chromium-143-${process.getuid?.() ?? 'user'}`)
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  await unpackTo(unfinished)
  writeFileSync(
    join(unfinished, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig><dir>${join(folder, 'fonts')}</dir>` +
      `<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`,
  )
  try {
    renameSync(unfinished, folder)
  } catch {
    // Another process was faster.
    rmSync(unfinished, { recursive: true, force: true })
  }
  return folder
}

/** The package unpacks to the temporary folder, with its libraries only where it sees AWS. */
async function unpackTo(folder: string) {
  const changed = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']
  const before = changed.map((name) => [name, process.env[name]] as const)
  process.env['TMPDIR'] = folder
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs20.x'
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    await packaged.executablePath()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}
