import type { Language } from '../language.ts'
import { numberOf } from '../wording.ts'

export const errorsAr: Language['errors'] = {
  offline: 'تعذّر الوصول إلى الخادم. تحقّق من اتصالك ثم أعد المحاولة.',
  internal: 'حدث خطأ ما في الخادم. أعد المحاولة؛ وإذا تكرّر الخطأ فأبلغ مسؤول النظام.',
  unavailable: 'الخادم غير متاح حاليًا. أعد المحاولة بعد لحظة.',
  invalid_request: ({ reason }) =>
    reason === 'ambiguous_format'
      ? 'يمكن قراءة قيم أحد الأعمدة بأكثر من طريقة. اختر تنسيق هذا العمود.'
      : 'تعذّرت معالجة هذا الإدخال. تحقّق منه ثم أعد المحاولة.',
  unknown_entity_type: 'لا يمكن استيراد هذا النوع من السجلات هنا.',
  unknown_column: 'هذا العمود غير موجود في الملف أو أنه غير مستورد.',
  unknown_field: 'أحد الحقول لم يعد موجودًا. أعد تحميل الصفحة.',
  not_signed_in:
    'تم تسجيل خروجك. سجّل الدخول من جديد، في علامة تبويب أخرى إن لزم، ثم أعد المحاولة هنا.',
  not_allowed: 'ليس لديك إذن باستيراد هذا النوع من السجلات.',
  invalid_signature: 'هذا الرابط غير صالح. افتح عملية الاستيراد للحصول على رابط جديد.',
  link_expired: 'انتهت صلاحية هذا الرابط. افتح عملية الاستيراد للحصول على رابط جديد.',
  import_not_found: 'عملية الاستيراد هذه لم تعد موجودة.',
  route_not_found: 'لا يوجد شيء في هذا العنوان. أعد تحميل الصفحة.',
  wrong_stage: 'هذا غير ممكن الآن: انتقلت عملية الاستيراد إلى مرحلة أخرى.',
  already_started: 'سبق أن بدأت عملية الاستيراد هذه.',
  still_validating: 'لا يزال فحص القيم جاريًا. انتظر لحظة.',
  still_matching: 'لا يزال البحث عن السجلات الموجودة جاريًا. انتظر لحظة.',
  required_unmapped: 'عيّن عمودًا لكل حقل مطلوب.',
  rows_expired: 'لم تعد صفوف عملية الاستيراد هذه محفوظة.',
  file_too_large: (details, format) => {
    const limit = numberOf(details, 'limit')
    return limit === null
      ? 'هذا الملف كبير جدًا. قسّمه واستورد الأجزاء.'
      : `يتجاوز حجم هذا الملف ${format.bytes(limit)}. قسّمه واستورد الأجزاء.`
  },
  too_many_rows: (details, format) => {
    const limit = numberOf(details, 'limit')
    return limit === null
      ? 'في هذا الملف صفوف أكثر من المسموح. قسّمه واستورد الأجزاء.'
      : `عدد صفوف هذا الملف يتجاوز ${format.number(limit)}. قسّمه واستورد الأجزاء.`
  },
  too_many_columns: (details, format) => {
    const limit = numberOf(details, 'limit')
    return limit === null
      ? 'في هذا الملف أعمدة أكثر من المسموح.'
      : `عدد أعمدة هذا الملف يتجاوز ${format.number(limit)}.`
  },
  cell_too_large: (details, format) => {
    const row = numberOf(details, 'row')
    return row === null
      ? 'إحدى خلايا هذا الملف كبيرة جدًا.'
      : `الصف ${format.number(row)} كبير جدًا. تحقّق من خلاياه، ومن أن نهاية سطره كنهايات الصفوف الأخرى.`
  },
  unsupported_file: 'هذا ليس ملفًا نصيًا ذا أعمدة. احفظ جدولك بتنسيق CSV واختر ذلك الملف.',
  empty_file: 'هذا الملف فارغ.',
  no_rows: 'في هذا الملف صف عناوين من دون أي صفوف أخرى.',
  unreadable_file: (details, format) => {
    const line = numberOf(details, 'line')
    return line === null
      ? 'لم يصل الملف كاملًا. يُرجى رفعه مرة أخرى.'
      : `علامة الاقتباس المفتوحة في السطر ${format.number(line)} لم تُغلق. أغلقها أو احذفها ثم ارفع الملف مرة أخرى.`
  },
  too_many_imports:
    'لدى فريقك عمليات استيراد غير مكتملة أكثر من المسموح. أكمل إحداها أو تجاهلها أولًا.',
}
