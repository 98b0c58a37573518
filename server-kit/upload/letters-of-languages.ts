/**
 * The letters beyond ASCII of languages, the most frequent first, and the encodings that their files
 * come in: what tells a likely reading of bytes from an unlikely one.
 */
export interface LanguageGroup {
  encodings: readonly string[]
  languages: readonly string[]
}

export const LANGUAGE_GROUPS: readonly LanguageGroup[] = [
  {
    encodings: ['windows-1252', 'macintosh'],
    languages: [
      // English has signs alone.
      '’–“”£\u00a0…—‘°é®©•™',
      'üäöß',
      'éèàêçâôîûùïëœ',
      'óíáéñúü',
      'ãçáéíóêõâúàô',
      'àèéùòì',
      'äöå',
      'øåæ',
      'íáðéöúþæýó',
    ],
  },
  {
    encodings: ['windows-1250', 'iso-8859-2'],
    languages: [
      'íáéěžýčřšůúťóňď',
      'áíéčýžšúôľťňäďóŕĺ',
      'łóąężśćńź',
      'áéöőíóüúű',
      'ăîâţş',
      'čšžćđ',
      'üäöß',
    ],
  },
  { encodings: ['windows-1254'], languages: ['ıüşçğöâî'] },
  { encodings: ['windows-1257', 'iso-8859-13'], languages: ['ėįšųąžčęū', 'āīēšķņļģūčž', 'äõüöšž'] },
  { encodings: ['windows-1258'], languages: ['đưôâêơăáàéèíóúùý\u0300\u0301\u0323\u0309\u0303'] },
  {
    encodings: ['windows-1251', 'koi8-u', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic'],
    languages: [
      'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё',
      'оаинвітерсклудмпзяьбгчйхїжцшюєщфґ',
      'аоиетнрсвлкдпмзуъбгячцйжхшщюфь',
      'аоиенсрјтуквдмплзгчбшћцњхжљђџф',
    ],
  },
  {
    encodings: ['windows-1253', 'iso-8859-7'],
    languages: ['αοιετσνηυρπκμλςωάίόέήδγχύθφβώξζψ'],
  },
  { encodings: ['windows-1255', 'iso-8859-8'], languages: ['יוהלאתרבמשנםכחדעקפצטגסזךןץף'] },
  {
    encodings: ['windows-1256', 'iso-8859-6'],
    languages: ['اليمنوترهعبدسفكقحجأطةشصخزضذثغىظئءؤآإ', 'اينرهدمتوبشسکگخزفعقپجحلچصطضغژثظ'],
  },
  {
    encodings: ['windows-874'],
    languages: ['านรกงอเมยลทวดสตคปบหพชจขใแไผณธซญถศภฟฉษพึืิี่้ัุูำโะ์็'],
  },
]

/** Of readings as likely as each other, the one that more files are in: natural logarithms. */
export const PRIORS = new Map<string, number>([
  ['windows-1252', 0],
  ['windows-1250', -1],
  ['windows-1251', -0.7],
  ['shift_jis', -0.7],
  ['gb18030', -0.7],
  ['big5', -1],
  ['euc-kr', -1],
  ['windows-1253', -1.5],
  ['windows-1254', -1.5],
  ['windows-1255', -1.5],
  ['windows-1256', -1.5],
  ['windows-874', -1.5],
  ['windows-1257', -2],
  ['windows-1258', -2],
  ['euc-jp', -2],
  ['iso-8859-2', -2.5],
  ['koi8-u', -2.5],
  ['iso-8859-7', -3],
  ['iso-8859-8', -3],
  ['iso-8859-6', -3],
  ['ibm866', -3],
  ['macintosh', -4],
  ['x-mac-cyrillic', -4.5],
  ['iso-8859-13', -4.5],
  ['iso-8859-5', -4],
])
