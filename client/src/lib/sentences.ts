/** Puts what others have written one after the other, each with an end of its own. What is absent is left out. */
export const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.flatMap((part) => (part === undefined || part === '' ? [] : /[.!?…]$/.test(part) ? part : `${part}.`)).join(' ')
