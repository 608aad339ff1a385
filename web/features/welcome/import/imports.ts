/** Files on their way in. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ask, upload } from '../../../lib/api/client.ts'

export type Mapping = Readonly<Record<string, unknown>>

export interface UploadedFile {
  id: string
  name: string
  bytes: number
  format: 'csv' | 'jsonl' | 'json' | 'parquet' | 'cloudevents'
  columns: readonly string[]
  /** Different values in the first rows of each column. */
  values: Readonly<Record<string, readonly string[]>>
  /** Null for lines that need none. */
  mapping: Mapping | null
}

export interface PreviewedEvent {
  type: string
  occurredAt: string
  ticketId: string | null
  status: string | null
  priority: string | null
  team: string | null
  channel: string | null
  actorType: string | null
  contentLength: number | null
  score: number | null
}

export interface Preview {
  read: number
  mapped: number
  events: readonly PreviewedEvent[]
  problems: readonly { row: number; reason: string; raw: string }[]
}

export interface ImportState {
  state: 'uploaded' | 'running' | 'done' | 'failed'
  read: number
  accepted: number
  result: { read: number; accepted: number; duplicate: number; rejected: number; seconds: number } | null
  error: { detail: string } | null
}

export interface Asked {
  source: string
  mapping: Mapping | null
}

export const sendFile = (file: File) =>
  upload<UploadedFile>(`/imports?name=${encodeURIComponent(file.name)}`, file)

export function previewQuery(id: string, asked: Asked) {
  return queryOptions({
    queryKey: ['import-preview', id, asked],
    queryFn: ({ signal }) => ask<Preview>(`/imports/${id}/preview`, { body: asked, signal }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  })
}

export const startImport = (id: string, asked: Asked) =>
  ask<ImportState>(`/imports/${id}/start`, { body: asked })

const POLL_MS = 700

export function importStateQuery(id: string) {
  return queryOptions({
    queryKey: ['import-state', id],
    queryFn: ({ signal }) => ask<ImportState>(`/imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : POLL_MS),
    gcTime: 0,
  })
}
