import { getDocumentProxy } from 'unpdf'

export interface ReadPdf {
  text: string
  pages: number
  title: unknown
  language: unknown
  /** Roles of the structure tree, in reading order, with what pictures say instead. */
  roles: string[]
  alts: string[]
}

interface Node {
  role?: string
  alt?: string
  children?: Node[]
}

/** What a reader sees, and what a reader aloud is told. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const texts: string[] = []
  const roles: string[] = []
  const alts: string[] = []
  const visit = ({ role, alt, children = [] }: Node) => {
    if (role) roles.push(role)
    if (alt) alts.push(alt)
    for (const child of children) visit(child)
  }
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
    const tree = (await page.getStructTree()) as Node | null
    if (tree) visit(tree)
  }
  const metadata = await pdf.getMetadata()
  const info = metadata.info as { Title?: unknown; Language?: unknown }
  const read = {
    text: texts.join('\n').replaceAll(/\s+/g, ' '),
    pages: pdf.numPages,
    title: info.Title,
    language: info.Language,
    roles,
    alts,
  }
  await pdf.destroy()
  return read
}
