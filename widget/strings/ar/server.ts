import type { Language } from '../language.ts'
import { type Found, type SentenceTexts, wordedBy } from '../sentences.ts'
import { type Details, firstRow, numberOf, textsIn } from '../wording.ts'
import { isolated, quoted } from './words.ts'

const listed = (details: Details, name: string) =>
  textsIn(details, name).slice(0, 5).map(quoted).join('، ')

const warnings: Language['server']['warnings'] = {
  encoding_unsure: ({ encoding }) =>
    `ترميز أحرف الملف غير مؤكد. قُرئ على أنه ${isolated(String(encoding).toUpperCase())}؛ اختر ترميزًا آخر إن لم يكن صحيحًا.`,
  unreadable_bytes: (details, format) =>
    `تعذّرت قراءة بعض الأحرف (أولها في السطر ${format.number(numberOf(details, 'firstLine') ?? 1)}). اختر ترميزًا آخر إن كانت مهمة.`,
  failed_rows_file: 'هذا ملف صفوف فاشلة: لا يُستورد عموده «Import Error».',
  preamble_skipped: 'ما يوجد فوق صف العناوين لا يُستورد. اختر صف عناوين آخر إن لم يكن هذا صحيحًا.',
  header_unsure: (details) =>
    `يبدو صف العناوين كصف قيم (${listed(details, 'cells')}). إن لم يكن في الملف صف عناوين فأضفه ثم ارفع الملف مجددًا.`,
  repeated_header: (details) =>
    `تتكرر بعض العناوين. سُمّيت الأعمدة اللاحقة ${listed(details, 'headers')}.`,
  blank_header: (details) => `بعض الأعمدة بلا عنوان. سُمّيت ${listed(details, 'headers')}.`,
  extra_cells: (details, format) =>
    `في بعض الصفوف خلايا أكثر من صف العناوين (أولها الصف ${firstRow(details, format)}). حُفظت في أعمدة خاصة بها.`,
  short_rows: (details, format) =>
    `في بعض الصفوف خلايا أقل من صف العناوين (أولها الصف ${firstRow(details, format)}). الخلايا الناقصة فارغة.`,
  nul_characters: (details, format) =>
    `في بعض الخلايا محرف NUL غير مرئي (أولها في الصف ${firstRow(details, format)}). سيبقى كما هو؛ وترفضه بعض قواعد البيانات.`,
  footer_rows: (details, format) =>
    `تبدو الصفوف الأخيرة كمجاميع أو ملاحظات أسفل الجدول (أولها الصف ${firstRow(details, format)}). حُفظت كصفوف: تخطَّ ما لا ينبغي استيراده.`,
  malformed_quotes: (details, format) =>
    `في بعض الخلايا علامات اقتباس في مواضع غير معتادة (أولها في الصف ${firstRow(details, format)}). تحقّق من أنها قُرئت كما يجب.`,
}

/** With what was found in a sentence kept apart from its words. */
const withFound = (sentence: (found: Found) => string) => (found: Found) =>
  sentence(Object.fromEntries(Object.entries(found).map(([name, text]) => [name, isolated(text)])))

const sentences: SentenceTexts = {
  required: withFound(({ label }) => `${label} مطلوب`),
  invalidBoolean: withFound(({ choices }) => `قيمة غير صالحة. القيم الممكنة: ${choices}`),
  invalidChoice: withFound(({ choices }) => `اختيار غير صالح. الخيارات الممكنة: ${choices}`),
  dateIso: 'تاريخ غير صالح. المتوقع: السنة أولًا',
  dateEuropean: 'تاريخ غير صالح. المتوقع: اليوم أولًا',
  dateAmerican: 'تاريخ غير صالح. المتوقع: الشهر أولًا',
  numberPoint: 'رقم غير صالح. المتوقع: نقطة عشرية',
  numberComma: 'رقم غير صالح. المتوقع: فاصلة عشرية',
  numberTooLarge: 'الرقم أكبر من أن يُحفظ بدقة',
  clockGap: withFound(({ time, zone }) => `${time} غير موجود في ${zone}: قُدّمت الساعة فتجاوزته`),
  invalidDomain: withFound(({ example }) => `نطاق غير صالح. مثال صحيح: ${example}`),
  invalidEmail: withFound(({ example }) => `بريد إلكتروني غير صالح. مثال صحيح: ${example}`),
  invalidPhone: withFound(({ example }) => `رقم هاتف غير صالح. مثال صحيح: ${example}`),
  invalidUrl: withFound(({ example }) => `عنوان URL غير صالح. مثال صحيح: ${example}`),
  repeated: ({ value = '', count }, format) =>
    `${quoted(value)} في الملف ${format.plural(Number(count), {
      one: 'مرة واحدة',
      two: 'مرتين',
      few: '# مرات',
      other: '# مرة',
    })}`,
  linkNotFound: withFound(
    ({ link, value, field }) => `${link}: لم يُعثر على شيء حسب ${field} «${value}»`,
  ),
  goneByField: withFound(
    ({ field, value }) => `السجل الذي عُثر عليه لم يعد موجودًا أو ليس لك: ${field} «${value}»`,
  ),
  goneLink: withFound(
    ({ link, value }) => `السجل الذي عُثر عليه لم يعد موجودًا أو ليس لك: ${link} «${value}»`,
  ),
  noIdByField: withFound(({ field, value }) => `عُثر على سجل بلا معرّف: ${field} «${value}»`),
  noIdLink: withFound(({ link, value }) => `عُثر على سجل بلا معرّف: ${link} «${value}»`),
  ambiguous: withFound(
    ({ count, field, value }) => `أكثر من سجل موجود يطابق ${field} «${value}» (العدد: ${count})`,
  ),
  ambiguousLink: withFound(
    ({ count, link, field, value }) =>
      `${link}: أكثر من سجل يطابق ${field} «${value}» (العدد: ${count})`,
  ),
  notFound: withFound(
    ({ entity, field, value }) => `${entity}: لم يُعثر على شيء حسب ${field} «${value}»`,
  ),
  unchecked: 'تعذّر فحص هذا الصف.',
  unsaved: withFound(({ id }) => `تعذّر حفظ هذا الصف. رقم البلاغ ${id}.`),
  crashed: 'تعطّل: أنهى هذا الصف المعالجة ثلاث مرات، لذا تُرك.',
  linkNotCreated: withFound(
    ({ link, value, reason }) => `تعذّر إنشاء ${link} «${value}»: ${reason}`,
  ),
  linkIsGone: 'لم يعد السجل موجودًا.',
  taken: withFound(({ label }) => `${label}: هذه القيمة مستخدمة بالفعل`),
  takenSomewhere: 'لدى سجل آخر هذه القيمة بالفعل',
  notAllowed: withFound(({ label }) => `${label}: قيمة غير مسموح بها`),
  notAllowedSomewhere: 'إحدى القيم غير مسموح بها',
  brokenRule: withFound(({ rule }) => `هذا يخالف القاعدة «${rule}»`),
  missingLink: 'أحد السجلات المرتبطة غير موجود',
  tooLong: 'إحدى القيم طويلة جدًا',
  tooLarge: 'أحد الأرقام كبير جدًا',
  wrongForm: 'إحدى القيم ليست بالصيغة التي يتطلبها حقلها',
  notStorable: 'في إحدى القيم محرف لا يمكن حفظه',
  columnUnchecked: withFound(
    ({ source }) =>
      `تعذّر فحص بعض قيم «${source}». تابع من دون هذا الفحص، أو احفظ التعيين مجددًا لإعادته.`,
  ),
  notLookedUp: 'لا يمكن البحث عن السجلات الموجودة حاليًا. ستجري إعادة المحاولة.',
  failsOnAll: 'لم يتمكن التطبيق من حفظ 1000 صف على التوالي.',
  noAnswer: 'لم يستجب التطبيق في الوقت المحدد.',
  stoppedByError: 'أوقف خطأ غير متوقع عملية الاستيراد. تجده في السجل تحت معرّف هذه العملية.',
  markedAsFailed: 'لم يعد أي خادم يعمل على عملية الاستيراد هذه، فحدّدها أحدهم كعملية فاشلة.',
  rowsExpired: 'لم تعد صفوف عملية الاستيراد هذه محفوظة.',
}

export const serverAr: Language['server'] = { warnings, sentence: wordedBy(sentences) }
