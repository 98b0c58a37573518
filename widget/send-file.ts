import { offline, parseJson, refusal } from './read-answer.ts'

/** Bytes sent so far, of all bytes of the file. */
export interface UploadProgress {
  sent: number
  total: number
}

export interface SendOptions {
  url: string
  headers: Record<string, string>
  onProgress?: ((progress: UploadProgress) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Sends a file and resolves with the text of the answer; by XMLHttpRequest: `fetch` still cannot tell how many bytes have left. */
export const sendFile = (file: Blob, options: SendOptions): Promise<string> =>
  new Promise((resolve, reject) => {
    const { url, headers, onProgress, signal } = options
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.open('POST', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', (event) =>
      onProgress?.({ sent: event.loaded, total: event.total || file.size }),
    )
    request.addEventListener('load', () => {
      const text = request.responseText
      if (request.status >= 200 && request.status < 300) resolve(text)
      else reject(refusal(request.status, parseJson(text)))
    })
    request.addEventListener('error', () => reject(offline()))
    request.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')))
    request.addEventListener('loadend', () => signal?.removeEventListener('abort', abort))
    signal?.addEventListener('abort', abort)
    if (signal?.aborted) reject(new DOMException('Aborted', 'AbortError'))
    else request.send(file)
  })
