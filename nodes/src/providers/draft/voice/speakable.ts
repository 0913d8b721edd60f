/** A word as it is written, and as the synthesiser is told to say it. */
export interface SpokenWord {
  readonly written: string
  readonly spoken: string
  readonly startsSentence: boolean
}

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'th',
  þ: 'th',
  ı: 'i',
}

const RULES: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u2032`´]/g, "'"],
  [/[\u201c-\u201f\u00ab\u00bb\u2033]/g, '"'],
  [/\u2026/g, '...'],
  [/(?<=\d)[\u2010-\u2013\u2212](?=\d)/g, '-'],
  [/\u2044/g, '/'],
  [/[\u2012-\u2015]/g, ', '],
  [/[\u2010\u2011\u2212]/g, '-'],
  [/^https?:\/\//i, ''],
  [/€\s?(\d[\d.,]*\d|\d)/g, '$1 euros'],
  [/(\d)\s?€/g, '$1 euros'],
  [/£\s?(\d[\d.,]*\d|\d)/g, '$1 pounds'],
  [/¥\s?(\d[\d.,]*\d|\d)/g, '$1 yen'],
  [/°\s?([CF])\b/g, ' degrees $1 '],
  [/°/g, ' degrees '],
  [/§/g, ' section '],
  [/#(?=\d)/g, ' number '],
  [/&/g, ' and '],
  [/@/g, ' at '],
  [/(?<=[A-Za-z])\+\+/g, ' plus plus '],
  [/\+/g, ' plus '],
  [/=/g, ' equals '],
  [/(?<=[A-Za-z])\/(?=[A-Za-z])/g, ' '],
  [/(?<=[A-Za-z]{2})\.(?=[a-z]{2})/g, ' dot '],
  [/(?<=[a-z]{2}[.!?])(?=[A-Z])/g, ' '],
]

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\u0000-\u007f]/g, (letter) => {
      const plain = LETTERS[letter.toLowerCase()]
      return plain === undefined ? letter : letter === letter.toLowerCase() ? plain : plain.toUpperCase()
    })

const say = (written: string): string =>
  RULES.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), fold(written))
    .replace(/[^\u0020-\u007e]|[\\^_|~*<>{}[\]()"#]/g, ' ')
    .replace(/([!?.,;:])\1{3,}/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,!?;:])/g, '')
    .trim()

const hasSound = (spoken: string): boolean => /[A-Za-z0-9]/.test(spoken)
const ABBREVIATIONS =
  /^(mr|mrs|ms|dr|st|prof|rev|gen|col|capt|lt|sgt|sen|gov|jr|sr|vs|etc|no|vol|fig|approx|dept|est|inc|ltd|co|([a-z]\.)*[a-z])\.$/i

/** Decided here and not by the synthesiser, which runs short sentences together. */
const endsSentence = (before: SpokenWord | undefined, written: string): boolean => {
  if (before === undefined || /[!?]$/.test(before.spoken)) return true
  return before.spoken.endsWith('.') && !ABBREVIATIONS.test(before.spoken) && /^\P{L}*[\p{Lu}\d]/u.test(written)
}
const endsClause = (spoken: string): boolean => /[.,!?;:]$/.test(spoken)

/**
 * The words of a script that an English synthesiser can say, in order. Accents are folded, signs become words, and what has no
 * sound (emoji, other scripts, rows of dashes) is left out; a dash or a line break on its own becomes a short pause.
 */
export const speakable = (script: string): readonly SpokenWord[] => {
  const words: SpokenWord[] = []
  const pause = (): void => {
    const last = words.at(-1)
    if (last && !endsClause(last.spoken)) words[words.length - 1] = { ...last, spoken: `${last.spoken},` }
  }
  let startsParagraph = true
  for (const part of script.split(/(\s+)/)) {
    if (part.trim() === '') {
      if (/\n\s*\n/.test(part)) startsParagraph = true
      else if (part.includes('\n')) pause()
      continue
    }
    const spoken = say(part)
    if (!hasSound(spoken)) {
      if (/[-\u2012-\u2015,.;:!?\u2026]/.test(part)) pause()
      continue
    }
    words.push({ written: part, spoken, startsSentence: startsParagraph || endsSentence(words.at(-1), part) })
    startsParagraph = false
  }
  return words
}
