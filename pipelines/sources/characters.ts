/** Characters of a text as people count them at the least: code points, so that an emoji outside the BMP is one. */
export function characters(text: string): number {
  let count = text.length
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    if (unit >= 0xdc00 && unit <= 0xdfff) count -= 1
  }
  return count
}
