const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a browser marks a state-changing request as coming from another site: by `Sec-Fetch-Site`,
 * else by an `Origin` that is neither the request's own host nor allowed.
 */
export function isFromAnotherSite(request: Request, allowedOrigins: readonly string[]): boolean {
  if (SAFE_METHODS.has(request.method)) return false
  const origin = request.headers.get('origin')
  if (origin && allowedOrigins.includes(origin)) return false
  const site = request.headers.get('sec-fetch-site')
  if (site) return site === 'cross-site'
  return origin !== null && hostOf(origin) !== hostOfRequest(request)
}

// The Host header rather than the URL: behind a proxy the URL is the proxy's view.
const hostOfRequest = (request: Request) =>
  request.headers.get('x-forwarded-host') ??
  request.headers.get('host') ??
  new URL(request.url).host

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
