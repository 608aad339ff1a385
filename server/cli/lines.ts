/** The lines of a byte stream without their ends; the last one too when nothing ends it. */
export async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of input) {
    let bytes = Buffer.from(chunk)
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10)) {
      yield lineOf([...rest, bytes.subarray(0, end)])
      rest = []
      bytes = bytes.subarray(end + 1)
    }
    if (bytes.length > 0) rest.push(bytes)
  }
  if (rest.length > 0) yield lineOf(rest)
}

function lineOf(parts: Buffer[]): Buffer {
  const line = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
  return line.at(-1) === 13 ? line.subarray(0, -1) : line
}
