/** People and firms that do not exist, the same ones every time. */
const listed = (names: string) => names.split(', ')

const GIVEN = listed(
  'Amara, Bruno, Chiara, Dario, Elif, Farah, Goran, Hanna, Ivo, Jana, Kofi, Lena, Mirko, Nadia, ' +
    'Oskar, Pia, Ravi, Sanna, Tomas, Uma, Viktor, Wanda, Yusuf',
)
const FAMILY = listed(
  'Adeyemi, Brandt, Castell, Dahl, Eriksen, Ferri, Gruber, Holm, Ito, Jansky, Kessler, Lindqvist, ' +
    'Moreau, Novak, Okafor, Petrov, Rossi, Sørensen, Tanaka',
)
const FIRST_WORDS = listed('Lantern, Birchwood, Cobalt, Fable, Harbour, Juniper, Meridian')
const LAST_WORDS = listed('Software, Logistics, Foods, Partners, Optics')
const TITLES = listed(
  'Head of Purchasing, Account Manager, Engineer, Managing Director, Buyer, Product Lead, Accountant',
)
const CITIES = listed('Aarhus, Bergamo, Graz, Leeds, Lyon, Porto, Tampere, Utrecht')

const pick = (list: readonly string[], place: number) => list[place % list.length] ?? ''
const two = (number: number) => String(number).padStart(2, '0')

export const firm = (n: number) => {
  const name = `${pick(FIRST_WORDS, n)} ${pick(LAST_WORDS, n * 3)}`
  return { name, domain: `${name.toLowerCase().replace(' ', '-')}.example` }
}

/** The person in row `n`, as the file has it. */
export const person = (n: number) => {
  const [given, family] = [pick(GIVEN, n * 5), pick(FAMILY, n * 7)]
  const employer = firm(n % 31)
  return {
    name: `${given} ${family}`,
    email: `${given}.${family}@${employer.domain}`.toLowerCase().replace('ø', 'o'),
    phone: `+1 202 555 ${String(100 + (n % 100)).padStart(4, '0')}`,
    born: `${two(1 + (n % 28))}.${two(1 + (n % 12))}.${1950 + ((n * 11) % 55)}`,
    bornIso: `${1950 + ((n * 11) % 55)}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`,
    gender: pick(['Female', 'Male', 'Female', 'Male', 'Non-binary'], n),
    title: pick(TITLES, n),
    firm: employer.name,
    domain: employer.domain,
    city: pick(CITIES, n * 3),
    score: String((n * 37) % 100),
    code: `00${17 + n}`,
  }
}

export const range = <T>(count: number, make: (place: number) => T): T[] =>
  Array.from({ length: count }, (_, place) => make(place))
