/** What a prompt's words can mean. A group's words are matched whole, `*` stands for any ending; earlier groups win a tie. */
export type Vocabulary<T extends string> = readonly (readonly [T, string])[]

export const TIMES = ['dawn', 'morning', 'noon', 'golden', 'dusk', 'night'] as const
export type Time = (typeof TIMES)[number]
export const TIME_WORDS: Vocabulary<Time> = [
  ['dawn', 'dawn|daybreak|sunrise|first light|waking'],
  ['golden', 'golden hour|magic hour|late afternoon|low sun|amber light|golden'],
  ['dusk', 'dusk|sunset|twilight|evening|sundown|blue hour'],
  ['night', 'night*|midnight|moon*|star*|nocturnal|neon|galaxy|aurora'],
  ['morning', 'morning|early'],
  ['noon', 'noon|midday|daylight|day|sunny|bright sun|afternoon|blue sky'],
]

export const WEATHERS = ['clear', 'clouds', 'rain', 'storm', 'snow', 'fog'] as const
export type Weather = (typeof WEATHERS)[number]
export const WEATHER_WORDS: Vocabulary<Weather> = [
  ['storm', 'storm*|thunder*|lightning|tempest|hurricane|gale'],
  ['rain', 'rain*|drizzle|downpour|wet|puddle*'],
  ['snow', 'snowing|snowfall|snowflakes?|snowstorm|blizzard|falling snow|snow (?:falls|falling)'],
  ['fog', 'fog*|mist*|haze|hazy|smok*'],
  ['clouds', 'cloud*|overcast|grey sky|gray sky'],
  ['clear', 'clear|cloudless|sunny|bright'],
]

export const PLACES = [
  'forge',
  'library',
  'interior',
  'street',
  'city',
  'forest',
  'sea',
  'mountains',
  'desert',
  'field',
  'river',
  'village',
  'space',
  'hills',
] as const
export type Place = (typeof PLACES)[number]
export const PLACE_WORDS: Vocabulary<Place> = [
  ['forge', 'forge|forges|forging|blacksmith*|smith|smithy|foundry|furnace|anvil|workshop'],
  ['library', 'library|libraries|bookshop|bookstore|archive|bookshel*|cathedral|church|temple|museum'],
  ['street', 'street*|alley*|avenue|downtown|crosswalk|boulevard|sidewalk|neon|market|bazaar'],
  ['space', 'space|spaceship|planet*|galaxy|orbit*|asteroid*|astronaut*|cosmos|nebula|moon surface|mars'],
  [
    'sea',
    'sea|seas|ocean*|beach*|coast*|shore*|wave*|harbour|harbor|sail*|fisher*|ship*|boat*|island*|lighthouse|whale*',
  ],
  ['river', 'river*|stream|creek|lake*|waterfall*|canal|pond'],
  ['forest', 'forest*|wood|woods|woodland|jungle|trees|pine*|grove|rainforest'],
  ['desert', 'desert*|dune*|sahara|canyon*|mesa|wasteland|oasis'],
  ['mountains', 'mountain*|peak*|alps|cliff*|summit|glacier|ridge*|volcano*|himalaya*'],
  ['field', 'field*|wheat|meadow*|prairie|farm*|grass*|pasture|garden*|vineyard|savann*|flower*|park'],
  ['village', 'village*|town|hamlet|cottage*|farmhouse|house|houses|cabin'],
  ['city', 'city|cities|skyline|skyscraper*|metropolis|rooftop*|tower*|urban|new york|tokyo|london|paris'],
  [
    'interior',
    'interior|indoors|inside|room*|kitchen|bedroom|office|cafe|café|bar|studio|attic|hall|corridor|window|laborator*|lab|diner|theatre|theater',
  ],
  ['hills', 'hill*|valley*|countryside|landscape|road|horizon'],
]

export const SUBJECTS = [
  'smith',
  'robot',
  'astronaut',
  'hands',
  'face',
  'child',
  'crowd',
  'couple',
  'person',
  'horse',
  'dog',
  'cat',
  'wolf',
  'deer',
  'bird',
  'whale',
  'car',
  'train',
  'bicycle',
  'rocket',
  'balloon',
  'ship',
  'lighthouse',
  'tower',
  'house',
  'fire',
  'tree',
  'anvil',
  'book',
  'lamp',
] as const
export type Subject = (typeof SUBJECTS)[number]
export const SUBJECT_WORDS: Vocabulary<Subject> = [
  ['hands', 'hand|hands|fist*|fingers|palm|palms'],
  ['face', 'face|portrait|eyes|eye|smile|gaze'],
  ['smith', 'blacksmith*|smith'],
  ['robot', 'robot*|android*|cyborg|droid*|machine'],
  ['astronaut', 'astronaut*|cosmonaut*|spaceman|spacesuit'],
  ['child', 'child|children|boy|boys|girl|girls|kid|kids|son|daughter'],
  ['crowd', 'crowd*|people|soldiers|army|dancers|workers|audience|villagers|refugees'],
  ['couple', 'couple|lovers|two (?:people|friends|men|women|figures)|friends|twins'],
  [
    'person',
    'man|woman|person|figure|traveller|traveler|wanderer|hero|heroine|knight|king|queen|fisher*|sailor|captain|dancer|' +
      'detective|hiker|farmer|monk|samurai|warrior|soldier|grandmother|grandfather|mother|father|stranger|pilot|artist|' +
      'musician|writer|scientist|doctor|cowboy|witch|wizard|nurse|worker|runner|silhouette|violinist|pianist|cellist|guitarist|singer|actor|actress|magician|ballerina|chef|' +
      'cook|baker|teacher|student|thief|spy|prince|princess|priest|nun|potter|gardener|painter|poet|hunter|shepherd|' +
      'explorer|archer|miner|astronomer|fireman|policeman|policewoman|bride|groom|he|she|him|her|someone|i',
  ],
  ['horse', 'horse*|rider|stallion|cowboy'],
  ['wolf', 'wolf|wolves|fox|foxes|coyote'],
  ['dog', 'dog|dogs|puppy|hound'],
  ['cat', 'cat|cats|kitten|panther|tiger'],
  ['deer', 'deer|stag|elk|antelope'],
  ['whale', 'whale*|dolphin*'],
  ['bird', 'bird*|eagle*|crow*|raven*|gull*|seagull*|owl|crane flying|swallow*|dove*'],
  ['car', 'car|cars|taxi|truck|van|automobile|convertible'],
  ['train', 'train|trains|locomotive|railway|tram'],
  ['bicycle', 'bicycle*|bike*|cyclist'],
  ['rocket', 'rocket*|spaceship*|shuttle|spacecraft'],
  ['balloon', 'balloon*|airship|zeppelin'],
  ['ship', 'ship*|boat*|sailboat*|yacht|trawler|canoe|galleon|vessel|raft'],
  ['lighthouse', 'lighthouse*'],
  ['tower', 'castle|tower|fortress|ruin*|monument|pagoda'],
  ['house', 'house|cabin|cottage*|hut|farmhouse|barn|windmill'],
  ['fire', 'fire|bonfire|campfire|flame*|burning|torch'],
  ['anvil', 'anvil'],
  ['tree', 'tree|oak|willow|lone tree|cherry tree'],
  ['book', 'book|books|letter|diary'],
  ['lamp', 'lamp|lantern*|candle*|street ?light*'],
]

export const DISTANCES = ['close', 'medium', 'wide', 'aerial'] as const
export type Distance = (typeof DISTANCES)[number]
export const DISTANCE_WORDS: Vocabulary<Distance> = [
  ['close', 'close[- ]?ups?|closeup|extreme close|macro|detail of|portrait'],
  ['aerial', "aerial|drone|bird'?s[- ]eye|from above|top[- ]down|overhead|satellite"],
  ['medium', 'medium shot|mid[- ]shot|waist[- ]up|cowboy shot|two[- ]shot|over the shoulder'],
  ['wide', 'wide|establishing|panorama*|vista|long shot|epic|landscape|distant|far away'],
]

export const MOODS = ['calm', 'tense', 'bright', 'dark', 'lonely'] as const
export type Mood = (typeof MOODS)[number]
export const MOOD_WORDS: Vocabulary<Mood> = [
  ['tense', 'tense|danger*|chase*|fear|angry|battle|war|urgent|dramatic|stormy|fight*|violent|fierce'],
  ['dark', 'dark*|noir|sinister|horror|haunted|gloom*|ominous|shadow*|abandoned|sad|grief'],
  ['lonely', 'lone|lonely|alone|solitary|empty|forgotten|quiet|silent|last'],
  ['bright', 'happy|joy*|bright|cheerful|festive|playful|laugh*|hopeful|colou?rful|run*|dance*|celebrat*'],
  ['calm', 'calm|peaceful|serene|gentle|soft|still|dream*|tender|slow'],
]

export const SEASONS = ['spring', 'summer', 'autumn', 'winter'] as const
export type Season = (typeof SEASONS)[number]
export const SEASON_WORDS: Vocabulary<Season> = [
  ['autumn', 'autumn*|fall colou?rs|october|november|fallen leaves|harvest'],
  ['winter', 'winter*|snow*|frozen|frost*|december|january|blizzard|ice|icy|arctic'],
  ['spring', 'spring|blossom*|cherry|april'],
  ['summer', 'summer*|july|august'],
]

export const EFFECTS = [
  'sparks',
  'dust',
  'sunbeams',
  'smoke',
  'fireflies',
  'leaves',
  'petals',
  'aurora',
  'lightning',
  'neon',
] as const
export type Effect = (typeof EFFECTS)[number]
export const EFFECT_WORDS: Vocabulary<Effect> = [
  ['sparks', 'spark*|ember*|molten|forge*|fireworks'],
  ['dust', 'dust*|motes|sand storm|sandstorm|pollen'],
  ['sunbeams', 'sunbeam*|sun ?rays?|god rays|light beams?|shafts? of light|beams'],
  ['smoke', 'smok*|steam*|chimney*|exhaust'],
  ['fireflies', 'firefl*|glowworm*|magic*|fairy*|enchanted'],
  ['leaves', 'leaves|leaf|autumn'],
  ['petals', 'petal*|blossom*|confetti'],
  ['aurora', 'aurora|northern lights'],
  ['lightning', 'lightning|thunder*'],
  ['neon', 'neon|cyberpunk|hologram*'],
]

export const POSES = ['stand', 'walk', 'run', 'sit', 'strike', 'reach'] as const
export type Pose = (typeof POSES)[number]
export const POSE_WORDS: Vocabulary<Pose> = [
  ['strike', 'forge|forges|forging|hammer*|strikes|striking|chops|swings|fight*'],
  ['run', 'runs|run|running|chase*|sprint*|flees|fleeing|racing|gallop*'],
  ['walk', 'walk*|wander*|stroll*|hik*|cross*|travel*|marches|march|leaves|leaving|approach*|climb*'],
  ['sit', 'sit|sits|sitting|seated|rests|resting|waits|waiting|reading|reads|fishing|meditat*'],
  ['reach', 'reach*|wave|waves|waving|points|pointing|dance*|dancing|celebrat*|cheer*|conduct*|raises'],
]

export const TINTS = ['red', 'orange', 'gold', 'green', 'teal', 'blue', 'purple', 'pink', 'white'] as const
export type Tint = (typeof TINTS)[number]
export const TINT_WORDS: Vocabulary<Tint> = [
  ['red', 'red|crimson|scarlet|blood|ruby'],
  ['orange', 'orange|copper|rust*|amber'],
  ['gold', 'gold|golden|yellow|brass|honey|molten'],
  ['green', 'green|emerald|jade|moss*'],
  ['teal', 'teal|turquoise|cyan|aqua'],
  ['blue', 'blue|azure|cobalt|sapphire|indigo'],
  ['purple', 'purple|violet|lavender|magenta'],
  ['pink', 'pink|rose|coral'],
  ['white', 'white|silver|pale|ivory'],
]
