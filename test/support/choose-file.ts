import type { FileChooser, Page } from 'playwright-core'

type Chosen = Parameters<FileChooser['setFiles']>[0]

/** Puts a file into the chooser that `open` opens. */
export async function chooseFile(page: Page, file: Chosen, open: () => Promise<void>) {
  const chooser = page.waitForEvent('filechooser')
  // A key or a click can overtake the request to hand over the chooser, an answer cannot.
  await page.evaluate(() => null)
  await open()
  await (await chooser).setFiles(file)
}
