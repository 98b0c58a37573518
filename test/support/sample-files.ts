import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** A public data set where its folder is beside the repository, else a file of ours of the same shape. */
function realOr(real: string, ours: string) {
  const path = pathOf(`../../../shared/data/real/${real}`)
  return existsSync(path)
    ? { name: real, path }
    : { name: ours, path: pathOf(`../fixtures/${ours}`) }
}

/** Companies of a stock index: sectors, dates, founding years some of which are no numbers. */
export const companiesFile = realOr('companies-sp500.csv', 'companies.csv')

/** Members of a congress: American phones, birthdays, websites, parties. */
export const peopleFile = realOr('people-legislators.csv', 'people.csv')

/** A sample of the demo. */
export const sampleFile = (name: string) => pathOf(`../../demo/samples/${name}`)
