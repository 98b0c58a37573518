/** Every error code of the HTTP contract with its status: the one table that maps code → status. */
export const ERROR_STATUS = {
  invalid_request: 400,
  unknown_entity_type: 400,
  unknown_column: 400,
  unknown_field: 400,
  not_signed_in: 401,
  not_allowed: 403,
  invalid_signature: 403,
  link_expired: 403,
  import_not_found: 404,
  route_not_found: 404,
  wrong_stage: 409,
  already_started: 409,
  still_validating: 409,
  still_matching: 409,
  required_unmapped: 409,
  rows_expired: 410,
  file_too_large: 413,
  too_many_rows: 413,
  too_many_columns: 413,
  cell_too_large: 413,
  unsupported_file: 415,
  empty_file: 422,
  no_rows: 422,
  unreadable_file: 422,
  too_many_imports: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

/** Every code of a warning about an uploaded file; a later server may have others. */
export const WARNING_CODES = [
  'encoding_unsure',
  'unreadable_bytes',
  'failed_rows_file',
  'preamble_skipped',
  'header_unsure',
  'repeated_header',
  'blank_header',
  'extra_cells',
  'short_rows',
  'nul_characters',
  'footer_rows',
  'malformed_quotes',
] as const

export type WarningCode = (typeof WARNING_CODES)[number]
