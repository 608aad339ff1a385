export interface Progress {
  read: number
  accepted: number
}

/** Adds up what imports that run at once tell of themselves; gives what each of them reports to. */
export function addingUp(tell: (all: Progress) => void): () => (one: Progress) => void {
  const parts: Progress[] = []
  return () => {
    const at = parts.push({ read: 0, accepted: 0 }) - 1
    return (one) => {
      parts[at] = one
      tell({
        read: parts.reduce((sum, { read }) => sum + read, 0),
        accepted: parts.reduce((sum, { accepted }) => sum + accepted, 0),
      })
    }
  }
}
