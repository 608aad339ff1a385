/** The one way to the server. */
import { ApiError, problemOf } from './problem.ts'

const BASE = '/api/v1'

interface Call {
  /** POST where there is a body, else GET. */
  method?: 'PUT' | 'DELETE'
  body?: unknown
  accept?: string
  signal?: AbortSignal
}

/** Asks and reads JSON. Throws ApiError. */
export async function ask<T>(path: string, call: Call = {}): Promise<T> {
  const response = await send(path, call)
  return (await response.json()) as T
}

/** Sends a file as it is and reads JSON. Throws ApiError. */
export async function upload<T>(path: string, file: Blob): Promise<T> {
  const init = {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
    body: file,
  }
  const response = await fetch(BASE + path, init).catch((cause: unknown) => {
    throw new ApiError(0, 'unreachable', String(cause))
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

/** Asks for a file, of one type where the address has several. Throws ApiError. */
export async function fetchFile(path: string, body: unknown, accept = '*/*'): Promise<Blob> {
  return (await send(path, { body, accept })).blob()
}

/** Hands a file to the browser under a name. */
export function saveFile(file: Blob, fileName: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

async function send(
  path: string,
  { method, body, accept = 'application/json', signal }: Call,
): Promise<Response> {
  const init: RequestInit = { headers: { accept }, ...(signal ? { signal } : {}) }
  if (method !== undefined || body !== undefined) {
    init.method = method ?? 'POST'
    if (body !== undefined) init.body = JSON.stringify(body)
    init.headers = { accept, 'content-type': 'application/json' }
  }
  const response = await fetch(BASE + path, init).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new ApiError(0, 'unreachable', String(cause))
  })
  if (!response.ok) throw await problemOf(response)
  return response
}
