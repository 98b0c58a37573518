import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { Hono } from 'hono'
import { type DemoUser, USERS, findUser } from './users.ts'

const USER_COOKIE = 'demo-user'
const THEME_COOKIE = 'demo-theme'
const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Who makes the request: the header `x-demo-user` says so, else the cookie of the switcher. */
export const signedInUser = (c: Context): DemoUser | null =>
  findUser(c.req.header('x-demo-user') ?? getCookie(c, USER_COOKIE))

/** The user of a page: a browser that comes for the first time is signed in as the first user. */
export function userOfPage(c: Context): DemoUser | null {
  const given = c.req.header('x-demo-user') ?? getCookie(c, USER_COOKIE)
  if (given !== undefined) return findUser(given)
  const [first] = USERS
  if (!first) return null
  remember(c, USER_COOKIE, first.id)
  return first
}

export const themeOfPage = (c: Context): Theme =>
  THEMES.find((theme) => theme === getCookie(c, THEME_COOKIE)) ?? 'auto'

/** `POST /session` changes user or theme, from the page's form or as JSON; `GET` says who it is. */
export function sessionRoutes() {
  const app = new Hono()
  app.get('/', (c) => {
    const user = signedInUser(c)
    return user ? c.json({ user, users: USERS }) : c.json({ user: null, users: USERS })
  })
  app.post('/', async (c) => {
    const isJson = c.req.header('content-type')?.startsWith('application/json')
    const wanted: Record<string, unknown> = isJson
      ? await c.req.json().catch(() => ({}))
      : await c.req.parseBody()
    const { user, theme, back } = wanted
    if (typeof user === 'string') remember(c, USER_COOKIE, findUser(user)?.id ?? '')
    if (THEMES.some((known) => known === theme)) remember(c, THEME_COOKIE, String(theme))
    if (isJson) return c.json({ user: findUser(String(user)), users: USERS })
    return c.redirect(ownPath(back), 303)
  })
  return app
}

const remember = (c: Context, name: string, value: string) =>
  setCookie(c, name, value, { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 31_536_000 })

/** Otherwise a form on another page could lead on to another site. */
const ownPath = (back: unknown) =>
  typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : '/'
