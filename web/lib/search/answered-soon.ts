/** So long a press waits for its answer, in milliseconds: less than anybody sees. */
const WAITED_AT_MOST_MS = 100

let waiting = 0

/**
 * Goes on when the answer is there, or soon without it: a page that is put together anew once, with its figures, has them sooner
 * than one that is put together with the old ones first. Until then the page says that it is busy.
 */
export async function answeredSoon(answer: Promise<unknown>, goOn: () => Promise<unknown>): Promise<void> {
  const page = document.querySelector('main')
  waiting += 1
  page?.setAttribute('aria-busy', 'true')
  await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, WAITED_AT_MOST_MS))])
  try {
    await goOn()
  } finally {
    waiting -= 1
    if (waiting === 0) page?.removeAttribute('aria-busy')
  }
}
