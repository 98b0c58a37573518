/** What the browser test runner puts into each page. */
type TestBody = () => unknown
declare const describe: (title: string, body: () => void) => void
declare const it: (title: string, body: TestBody) => void
declare const beforeEach: (body: TestBody) => void
declare const afterEach: (body: TestBody) => void
