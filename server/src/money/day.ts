/** The day by the server's date, `2026-11-20`. @param at milliseconds since 1970. */
export const dayOf = (at: number): string => {
  const date = new Date(at)
  const month = String(date.getMonth() + 1).padStart(2, '0')
  const day = String(date.getDate()).padStart(2, '0')
  return `${date.getFullYear()}-${month}-${day}`
}
