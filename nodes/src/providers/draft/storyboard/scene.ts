import { hash } from '../random.ts'
import {
  DISTANCE_WORDS,
  EFFECT_WORDS,
  MOOD_WORDS,
  PLACE_WORDS,
  POSE_WORDS,
  SEASON_WORDS,
  SUBJECT_WORDS,
  TIME_WORDS,
  TINT_WORDS,
  WEATHER_WORDS,
} from './words.ts'
import type { Distance, Effect, Mood, Place, Pose, Season, Subject, Time, Tint, Vocabulary, Weather } from './words.ts'

/** What there is to draw, read from the words of a prompt. Where they are silent, something that suits them. */
export interface Scene {
  readonly time: Time
  readonly weather: Weather
  readonly place: Place
  /** A second place that is seen behind the first: the city behind the forge. */
  readonly behind: Place | undefined
  readonly subjects: readonly Subject[]
  readonly pose: Pose
  readonly distance: Distance
  readonly mood: Mood
  readonly season: Season | undefined
  readonly effects: readonly Effect[]
  readonly tint: Tint | undefined
  /** As on a shooting script: `EXT. FORGE — DAWN`. */
  readonly slug: string
}

interface Found<T> {
  readonly meaning: T
  readonly at: number
}

const pattern = (words: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.replaceAll('*', "[\\p{L}'’]*")})(?![\\p{L}\\p{N}])`, 'u')

const compiled = new Map<Vocabulary<string>, readonly (readonly [string, RegExp])[]>()

const patterns = <T extends string>(vocabulary: Vocabulary<T>): readonly (readonly [T, RegExp])[] => {
  // kept under the vocabulary they were made from, so their meanings are of its type
  const known = compiled.get(vocabulary) as readonly (readonly [T, RegExp])[] | undefined
  const made = known ?? vocabulary.map(([meaning, words]) => [meaning, pattern(words)] as const)
  compiled.set(vocabulary, made)
  return made
}

/** Every meaning that the text has a word for, in the order of the vocabulary. */
const meanings = <T extends string>(text: string, vocabulary: Vocabulary<T>): Found<T>[] =>
  patterns(vocabulary).flatMap(([meaning, words]) => {
    const at = text.search(words)
    return at < 0 ? [] : [{ meaning, at }]
  })

const first = <T extends string>(text: string, vocabulary: Vocabulary<T>): T | undefined =>
  meanings(text, vocabulary)[0]?.meaning

const earliest = <T>(found: readonly Found<T>[]): T[] =>
  found.toSorted((a, b) => a.at - b.at).map(({ meaning }) => meaning)

const INDOORS: ReadonlySet<Place> = new Set(['forge', 'library', 'interior'])
export const isIndoors = (place: Place): boolean => INDOORS.has(place)

const PEOPLE: ReadonlySet<Subject> = new Set(['smith', 'robot', 'astronaut', 'child', 'crowd', 'couple', 'person'])
export const isPerson = (subject: Subject): boolean => PEOPLE.has(subject)

/** A pronoun is a person only where nobody else is named, and a close-up of hands shows hands. */
const castOf = (text: string): Subject[] => {
  const found = meanings(text, SUBJECT_WORDS)
  const has = (subject: Subject) => found.some(({ meaning }) => meaning === subject)
  const somebody = found.some(({ meaning }) => meaning !== 'person' && isPerson(meaning))
  const kept = found.filter(({ meaning }) => {
    if (meaning === 'person') return !somebody && !has('hands') && !has('face')
    if (meaning === 'tree') return found.length === 1
    return true
  })
  return earliest(kept).slice(0, 3)
}

const placesOf = (text: string): Place[] => {
  const found = meanings(text, PLACE_WORDS)
  const behind = text.search(/\b(?:behind|beyond|background|in the distance|outside|through the window)\b/)
  const near = found.filter(({ at }) => behind < 0 || at < behind || found.length === 1)
  const indoors = near.find(({ meaning }) => isIndoors(meaning))
  const order = found.map(({ meaning }) => meaning)
  const main = indoors?.meaning ?? near[0]?.meaning ?? order[0]
  return main ? [main, ...order.filter((place) => place !== main)] : []
}

const HABITATS: Partial<Record<Subject, Place>> = {
  car: 'street',
  train: 'hills',
  rocket: 'space',
  balloon: 'hills',
  ship: 'sea',
  lighthouse: 'sea',
  whale: 'sea',
  robot: 'city',
  book: 'library',
  lamp: 'street',
  anvil: 'forge',
  tree: 'hills',
  wolf: 'forest',
  deer: 'forest',
  tower: 'mountains',
}
const ANYWHERE: readonly Place[] = ['hills', 'mountains', 'field', 'city', 'sea', 'desert', 'forest']
const ANYTIME: readonly Time[] = ['golden', 'dawn', 'dusk', 'morning', 'golden', 'dusk']

const PLACE_NAMES: Readonly<Record<Place, string>> = {
  forge: 'FORGE',
  library: 'LIBRARY',
  interior: 'ROOM',
  street: 'STREET',
  city: 'CITY',
  forest: 'FOREST',
  sea: 'SEA',
  mountains: 'MOUNTAINS',
  desert: 'DESERT',
  field: 'FIELD',
  river: 'RIVER',
  village: 'VILLAGE',
  space: 'SPACE',
  hills: 'HILLS',
}
const TIME_NAMES: Readonly<Record<Time, string>> = {
  dawn: 'DAWN',
  morning: 'MORNING',
  noon: 'DAY',
  golden: 'GOLDEN HOUR',
  dusk: 'DUSK',
  night: 'NIGHT',
}

const SLUG_PLACES =
  /\b(forge|workshop|library|bookshop|cathedral|museum|kitchen|bedroom|office|cafe|café|attic|corridor|studio|lab|diner|alley|street|market|rooftop|skyline|beach|coast|harbour|harbor|island|ocean|lake|waterfall|canal|jungle|woods|canyon|volcano|glacier|cliff|meadow|prairie|farm|garden|vineyard|wheat field|savanna|cabin|town|valley|road|mars)\b/

const slugOf = ({ text, places, time }: { text: string; places: readonly [Place, ...Place[]]; time: Time }): string => {
  const [place, behind] = places
  const named = SLUG_PLACES.exec(text)?.[1]?.toUpperCase()
  const outside =
    !isIndoors(place) ||
    (place === 'forge' && behind !== undefined && !isIndoors(behind)) ||
    /\b(?:exterior|ext)\b/.test(text)
  return `${outside ? 'EXT.' : 'INT.'} ${named ?? PLACE_NAMES[place]} — ${TIME_NAMES[time]}`
}

const chosen = <T>(from: readonly [T, ...T[]] | readonly T[], key: string): T | undefined =>
  from[hash(key) % from.length]

/** From the air a room is not seen, but what it stands in is. */
const fromAbove = (place: Place, behind: Place | undefined): readonly [Place, Place | undefined] => {
  if (!isIndoors(place)) return [place, behind]
  return [behind === undefined || isIndoors(behind) ? 'city' : behind, undefined]
}

/** Reads a prompt as a scene. Pure: the same words are the same scene. */
export const readScene = (prompt: string): Scene => {
  const text = prompt.normalize('NFC').toLowerCase()
  const subjects = castOf(text)
  const places = placesOf(text)
  const home = subjects.map((subject) => HABITATS[subject]).find((place) => place !== undefined)
  const place = places[0] ?? home ?? chosen(ANYWHERE, `place/${text}`) ?? 'hills'
  const mood = first(text, MOOD_WORDS) ?? 'calm'
  const effects = meanings(text, EFFECT_WORDS).map(({ meaning }) => meaning)
  const weather = first(text, WEATHER_WORDS) ?? (effects.includes('lightning') ? 'storm' : 'clear')
  const silent = effects.includes('sunbeams') ? 'morning' : chosen(ANYTIME, `time/${text}`)
  const untold = place === 'space' || mood === 'dark' ? 'night' : silent
  const time = first(text, TIME_WORDS) ?? untold ?? 'golden'
  const close = subjects.some((subject) => subject === 'hands' || subject === 'face')
  const distance = first(text, DISTANCE_WORDS) ?? (close ? 'close' : 'wide')
  const [seen, behind] = distance === 'aerial' ? fromAbove(place, places[1]) : [place, places[1]]
  return {
    time,
    weather,
    place: seen,
    behind,
    subjects,
    pose: first(text, POSE_WORDS) ?? 'stand',
    distance,
    mood,
    season: first(text, SEASON_WORDS),
    effects,
    tint: first(text, TINT_WORDS),
    slug: slugOf({ text, places: behind === undefined ? [seen] : [seen, behind], time }),
  }
}
