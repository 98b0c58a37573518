import { errorAnswer, type ErrorAnswer } from '../../server-kit/contract/index.ts'

/** The error of an answer that refuses, checked against the contract. */
export async function refusal(
  answer: Response | Promise<Response>,
): Promise<ErrorAnswer['error'] & { status: number }> {
  const response = await answer
  const parsed = errorAnswer.parse(await response.json())
  return { ...parsed.error, status: response.status }
}
