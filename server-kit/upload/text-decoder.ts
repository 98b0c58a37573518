/** Decodes bytes as they come; what the encoding does not know becomes U+FFFD. */
export interface PieceDecoder {
  decode(bytes: Uint8Array, isLast: boolean): string
}

// Node decodes windows-1252 as ISO-8859-1: these bytes would become control characters.
const WINDOWS_1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'] as const
const C1_CONTROL = /[\u0080-\u009f]/g

const asWindows1252 = (text: string) =>
  text.replace(C1_CONTROL, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control)

/** A decoder of any encoding that `namedEncoding` gives. */
export function pieceDecoder(encoding: string): PieceDecoder {
  if (encoding.startsWith('utf-32')) return new Utf32Decoder(encoding === 'utf-32le')
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  const decode = (bytes: Uint8Array, isLast: boolean) => decoder.decode(bytes, { stream: !isLast })
  if (encoding !== 'windows-1252') return { decode }
  return { decode: (bytes, isLast) => asWindows1252(decode(bytes, isLast)) }
}

const UNIT = 4
const LAST_CODE_POINT = 0x10ffff
const REPLACEMENT = 0xfffd
/** So many arguments a call can take. */
const AT_ONCE = 4096

const isCharacter = (code: number) => code <= LAST_CODE_POINT && (code < 0xd800 || code > 0xdfff)

class Utf32Decoder implements PieceDecoder {
  readonly #isLittle: boolean
  #held: Uint8Array = new Uint8Array()

  constructor(isLittle: boolean) {
    this.#isLittle = isLittle
  }

  decode(piece: Uint8Array, isLast: boolean): string {
    const bytes = this.#held.length > 0 ? Buffer.concat([this.#held, piece]) : piece
    const whole = bytes.length - (bytes.length % UNIT)
    this.#held = isLast ? new Uint8Array() : bytes.slice(whole)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const texts: string[] = []
    let codes: number[] = []
    for (let at = 0; at < whole; at += UNIT) {
      const code = view.getUint32(at, this.#isLittle)
      codes.push(isCharacter(code) ? code : REPLACEMENT)
      if (codes.length < AT_ONCE) continue
      texts.push(String.fromCodePoint(...codes))
      codes = []
    }
    if (isLast && whole < bytes.length) codes.push(REPLACEMENT)
    return texts.join('') + String.fromCodePoint(...codes)
  }
}
