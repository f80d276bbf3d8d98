import type { Uploaded } from './contract'
import { headersOf } from './http'
import { offline, Problem } from './problem'

let address = '/api/v1/public/uploads'

/** Staff send their photos under their own name. */
export function uploadAsStaff(): void {
  address = '/api/v1/uploads'
}

/** Uploads one photo, to be attached to what is sent next. */
export function upload(file: File, onProgress: (share: number) => void, signal?: AbortSignal): Promise<Uploaded> {
  return uploadTo<Uploaded>(address, file, onProgress, signal)
}

/** Sends one file and tells how far it is (0 to 1). `fetch` cannot tell, so this is the one XMLHttpRequest. */
export function uploadTo<T>(to: string, file: File, onProgress: (share: number) => void, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', to)
    for (const [name, value] of Object.entries(headersOf({ method: 'POST' }))) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => settle(request, resolve, reject)
    request.onerror = () => { reject(offline()) }
    request.onabort = () => { reject(new DOMException('aborted', 'AbortError')) }
    signal?.addEventListener('abort', () => { request.abort() }, { once: true })
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}

function settle<T>(request: XMLHttpRequest, resolve: (found: T) => void, reject: (fault: Problem) => void): void {
  let body: unknown = null
  try {
    body = JSON.parse(request.responseText)
  } catch {
    body = null
  }
  if (request.status >= 200 && request.status < 300 && body !== null) {
    resolve(body as T)
    return
  }
  const details = body !== null && typeof body === 'object' ? body : { code: 'server_error' }
  reject(new Problem(request.status, details, Number(request.getResponseHeader('Retry-After') ?? 0)))
}
