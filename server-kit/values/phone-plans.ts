import phones from 'libphonenumber-js/metadata.min.json'

/** What is known of the phone numbers of one country; patterns are those of regular expressions. */
export interface PhonePlan {
  callingCode: string
  /** What goes before a number to dial abroad. */
  abroad: string
  /** A whole national number. */
  pattern: string
  lengths: number[]
  /** What may go before a national number. */
  prefix: string | null
  /** Of countries that share a calling code, by which digits a number is theirs. */
  leading: string | null
  /** Patterns one of which a number must match, with the lengths of each; null: `pattern` is enough. */
  kinds: { pattern: string; lengths: number[] }[] | null
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const numbers = (value: unknown) => list(value).filter((item) => typeof item === 'number')

// The places in the library's own lists of this version, which a test compares with its verdicts.
function readPlan(entry: readonly unknown[]): PhonePlan | null {
  const callingCode = text(entry[0])
  const pattern = text(entry[2])
  if (callingCode === null || pattern === null) return null
  const lengths = numbers(entry[3])
  return {
    callingCode,
    abroad: text(entry[1]) ?? '',
    pattern,
    lengths,
    prefix: text(entry[7]) ?? text(entry[5]),
    leading: text(entry[10]),
    kinds: readKinds(entry[11], lengths),
  }
}

function readKinds(kinds: unknown, lengths: number[]) {
  if (list(kinds).length === 0) return null
  return list(kinds).flatMap((kind) => {
    const pattern = text(list(kind)[0])
    const own = numbers(list(kind)[1])
    return pattern === null ? [] : [{ pattern, lengths: own.length > 0 ? own : lengths }]
  })
}

const plans = new Map<string, PhonePlan>()
for (const [country, entry] of Object.entries(phones.countries)) {
  const plan = readPlan(entry)
  if (plan) plans.set(country, plan)
}

/** The plans of each calling code, the main country first. */
const sharing = new Map<string, readonly PhonePlan[]>(
  Object.entries(phones.country_calling_codes).map(([callingCode, countries]) => [
    callingCode,
    countries.flatMap((country) => plans.get(country) ?? []),
  ]),
)

export const planOf = (country: string): PhonePlan | undefined => plans.get(country)

/** The plans of a calling code; undefined when nobody has it. */
export const plansOf = (callingCode: string) => sharing.get(callingCode)
