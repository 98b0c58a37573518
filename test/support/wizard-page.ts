import { type Locator, type Page } from 'playwright-core'

/** The import page of the demo, as a user sees it: by labels and roles. */
export class WizardPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Opens the record list of an entity and presses Import. */
  async open(url: string, list: string) {
    await this.page.goto(url)
    await this.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: list })
      .click()
    await this.page.getByRole('link', { name: 'Import', exact: true }).click()
  }

  /** Chooses a file and goes on to the mapping. */
  async upload(file: string) {
    const chooser = this.page.waitForEvent('filechooser')
    await this.page.getByRole('button', { name: 'Choose a file' }).click()
    await (await chooser).setFiles(file)
    await this.continue('Match the columns to your fields')
  }

  /** What a column goes to, as shown. */
  target(column: string): Locator {
    return this.page.getByRole('combobox', { name: `Field for ${column}`, exact: true })
  }

  async map(column: string, target: string) {
    const select = this.target(column)
    await select.click()
    await select.fill(target)
    await this.page.getByRole('option', { name: target }).first().click()
  }

  /** Presses Continue and waits for the heading of the next step. */
  async continue(heading: string) {
    await this.page.getByRole('button', { name: 'Continue' }).click()
    await this.page.getByRole('heading', { name: heading }).waitFor()
  }
}
