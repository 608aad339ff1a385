export interface Edge {
  from: string
  to: string
  typesOnly: boolean
}

export function violations(edges: readonly Edge[]): string[]
export function edgesOf(from: string, source: string): Edge[]
