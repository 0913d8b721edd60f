/** The header that saves an answer under a name: the real one, and one in plain letters for those who cannot read it. */
export const attachment = (name: string): string => {
  const clean =
    name
      .replace(/[\p{Cc}\\/:*?"<>|]/gu, '_')
      .trim()
      .slice(0, 180)
      .toWellFormed() || 'file'
  const plain = clean
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/g, '_')
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain.replace(/[%]/g, '_')}"; filename*=UTF-8''${encoded}`
}
