/** What is read from the page's document. */

/** The languages the user may want, the page's own first. */
export const pageLanguages = (): string[] =>
  [document.documentElement.lang, ...navigator.languages].filter((tag) => tag !== '')

/** The address that a relative one stands for. */
export const resolveUrl = (url: string): URL => new URL(url, document.baseURI)

export const textOfElement = (id: string): string | null | undefined => document.getElementById(id)?.textContent

export const isParsing = (): boolean => document.readyState === 'loading'

/** Resolves when the page is parsed. Never where that has happened already. */
export const pageParsed = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(), { once: true, signal }))
