import type { Language } from '../language.ts'
import { isolated } from './words.ts'

export const uploadAr: Language['upload'] = {
  drop: 'أفلت ملفًا هنا، أو',
  dropNow: 'أفلت الملف لرفعه',
  choose: 'اختر ملفًا',
  limits: (rows, bytes, format) =>
    `CSV أو TSV · حتى ${format.number(rows)} صف · ${isolated(format.bytes(bytes))}`,
  template: 'تنزيل نموذج',
  templateHint: 'جميع الحقول التي يمكنك استيرادها، مع صف واحد كمثال.',
  oneFile: 'اختر ملفًا واحدًا في كل مرة.',
  sending: (name) => `جارٍ رفع ${isolated(name)}`,
  progress: (sent, total, format) =>
    `${isolated(format.bytes(sent))} من ${isolated(format.bytes(total))}`,
  timeLeft: (seconds, format) => `بقي ${format.duration(seconds)}`,
  reading: 'جارٍ قراءة الصفوف…',
  receiving: 'لا يزال رفع هذا الملف جاريًا في نافذة أخرى.',
  uploaded: (name, rows) => `تمت قراءة ${isolated(name)}: ${rows}.`,
  replace: 'استبدال',
  remove: 'إزالة',
  rereading: 'جارٍ إعادة قراءة الملف…',
  how: { encoding: 'ترميز الأحرف', delimiter: 'الفاصل', headerRow: 'صف العناوين' },
  delimiters: { ',': 'فاصلة  ,', ';': 'فاصلة منقوطة  ;', '\t': 'علامة جدولة', '|': 'خط عمودي  |' },
  headerRow: (row, format) => `الصف ${format.number(row)}`,
  readingFixed: 'لم يعد من الممكن تغيير طريقة قراءة الملف: فقد عُيّنت أعمدته بالفعل.',
  firstRows: 'الصفوف الأولى كما قُرئت',
  rowNumber: 'الصف',
  warnings: 'من المفيد معرفته',
}
