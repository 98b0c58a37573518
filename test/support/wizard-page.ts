import type { Locator, Page } from 'playwright-core'
import { chooseFile } from './choose-file.ts'

const START = /^Import [\d,]+ rows?$/

/** The import page of the demo, as a user knows it: by labels and roles. */
export class WizardPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Opens the record list of an entity and presses Import. */
  async open(url: string, list: string) {
    await this.page.goto(url)
    const main = this.page.getByRole('navigation', { name: 'Main' })
    await main.getByRole('link', { name: list }).click()
    await this.page.getByRole('link', { name: 'Import', exact: true }).click()
  }

  /** Chooses a file and waits until it is read. */
  async choose(file: string) {
    const button = this.page.getByRole('button', { name: 'Choose a file' })
    await chooseFile(this.page, file, () => button.click())
    await this.page.getByRole('button', { name: 'Continue' }).waitFor()
  }

  async upload(file: string) {
    await this.choose(file)
    await this.continueTo('Match the columns to your fields')
  }

  /** Presses Continue and waits for the heading of the next step. */
  async continueTo(heading: string) {
    await this.page.getByRole('button', { name: 'Continue' }).click()
    await this.page.getByRole('heading', { name: heading }).waitFor()
  }

  /** The combobox that says where a column goes. */
  target(column: string): Locator {
    return this.page.getByRole('combobox', { name: `Field for ${column}`, exact: true })
  }

  async map(column: string, target: string) {
    await this.target(column).click()
    await this.target(column).fill(target)
    await this.page.getByRole('option', { name: target }).first().click()
  }

  /** Chooses a column of the review: from a list, or in a narrow place from a picker. */
  async review(column: string) {
    const picker = this.page.getByRole('combobox', { name: 'Column in the file' })
    const list = this.page.getByRole('list', { name: 'Columns' })
    await picker.or(list).first().waitFor()
    if (await picker.isVisible()) await picker.selectOption(column)
    else await list.getByRole('button', { name: column }).click()
    await this.page.getByRole('button', { name: /^Needs review/ }).waitFor()
  }

  /** The row of one value in the review. */
  value(value: string): Locator {
    const header = this.page.getByRole('rowheader', { name: value, exact: true })
    return this.page.getByRole('row').filter({ has: header })
  }

  /** Finds a value by the search, and types what it is to become. */
  async correct(value: string, correction: string) {
    await this.page.getByRole('searchbox', { name: 'Search values' }).fill(value)
    const editor = this.value(value).getByLabel(`What ${value} becomes`)
    await editor.fill(correction)
    await editor.press('Enter')
    await this.value(value).getByText('Modified').waitFor()
    await this.page.getByRole('searchbox', { name: 'Search values' }).fill('')
  }

  async skipAllErrors() {
    await this.page.getByRole('button', { name: /^Skip (all|the one) .*need/ }).click()
    await this.page.getByRole('button', { name: /^Needs review 0/ }).waitFor()
  }

  /** Presses Import, confirms, and waits for the end. */
  async start() {
    await this.askToStart()
    await this.confirmStart()
  }

  async askToStart() {
    await this.page.getByRole('button', { name: START }).click()
    await this.page.getByRole('dialog').waitFor()
  }

  async confirmStart() {
    await this.page.getByRole('dialog').getByRole('button', { name: START }).click()
    await this.page.getByRole('heading', { name: /^Done/ }).waitFor()
  }
}
