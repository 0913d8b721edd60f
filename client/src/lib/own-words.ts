/** A message about a node, told on the node itself: there its title stands above it and is not said again. */
export const ownWords = (message: string, title: string): string => {
  const name = `“${title}”`
  const rest = message.startsWith(name) ? message.slice(name.length).replace(/^:?\s+/u, '') : ''
  return rest === '' ? message : rest.charAt(0).toUpperCase() + rest.slice(1)
}
