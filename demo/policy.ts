import type { MiddlewareHandler } from 'hono'

/** What a page's own framework needs beyond the elements. */
export interface Allowance {
  /** Names of Trusted Types policies. */
  trustedTypes?: string[]
  /** Sources of scripts. */
  scripts?: string[]
}

/** Sends a policy as strict as a host's can be: the elements have to live with it. */
export const strictPolicy =
  ({ trustedTypes = [], scripts = [] }: Allowance = {}): MiddlewareHandler =>
  async (c, next) => {
    await next()
    // A route that allows more has the last word.
    if (c.res.headers.has('content-security-policy')) return
    const directives = [
      "default-src 'self'",
      ["script-src 'self'", ...scripts].join(' '),
      "style-src 'self'",
      "img-src 'self' data:",
      "require-trusted-types-for 'script'",
      ['trusted-types lit-html', ...trustedTypes].join(' '),
    ]
    c.header('Content-Security-Policy', directives.join('; '))
  }
