const MOST = 255

// C0, C1, and the marks that turn or hide text: a name such as "cod\u202Evsc.exe" must read as it is.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** The name to keep and show: without folders and control characters, 255 characters at most. */
export function cleanFileName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  const clean = [...base.toWellFormed().replace(CONTROLS, '').trim()].slice(0, MOST).join('')
  return clean || 'import.csv'
}
