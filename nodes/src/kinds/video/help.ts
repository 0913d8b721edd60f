import type { PromptHelp } from '@reelgraph/shared'

/** What the camera does and how what it sees is made to move, each a sentence that every video model reads alike. */
export const videoHelp: PromptHelp = {
  port: 'prompt',
  joins: 'sentences',
  picture: { port: 'startImage', otherwise: 'The scene comes alive with small, natural movements.' },
  choices: [
    {
      name: 'camera',
      title: 'Camera',
      unless: 'move',
      options: [
        { id: 'still', label: 'Holds still', words: 'The camera holds still.' },
        { id: 'push-in', label: 'Pushes in', words: 'The camera pushes in slowly.' },
        { id: 'pull-out', label: 'Pulls out', words: 'The camera pulls back slowly and shows more of the scene.' },
        { id: 'pan-left', label: 'Pans left', words: 'The camera pans to the left.' },
        { id: 'pan-right', label: 'Pans right', words: 'The camera pans to the right.' },
        { id: 'tilt-up', label: 'Tilts up', words: 'The camera tilts up.' },
        { id: 'tilt-down', label: 'Tilts down', words: 'The camera tilts down.' },
        { id: 'track', label: 'Follows', words: 'The camera follows the subject at its own pace.' },
        { id: 'orbit', label: 'Orbits', words: 'The camera orbits the subject in a slow arc.' },
        { id: 'crane', label: 'Rises', words: 'The camera rises on a crane and looks down.' },
        { id: 'handheld', label: 'Handheld', words: 'Handheld camera with a slight, living shake.' },
        { id: 'drone', label: 'Flies over', words: 'The camera flies over the scene like a drone.' },
      ],
    },
    {
      name: 'motion',
      title: 'Movement',
      unless: 'movement',
      options: [
        { id: 'natural', label: 'Natural', words: 'Everything moves naturally and gently: breath, hair, cloth.' },
        { id: 'breeze', label: 'Breeze', words: 'A light breeze moves hair, cloth and leaves.' },
        { id: 'slow', label: 'Slow motion', words: 'Everything moves in slow motion.' },
        { id: 'lively', label: 'Lively', words: 'The subject moves quickly and with energy.' },
        { id: 'water', label: 'Water and light', words: 'Water ripples, and light plays over everything.' },
        { id: 'weather', label: 'Weather', words: 'Clouds drift, and the light changes with them.' },
        { id: 'timelapse', label: 'Time-lapse', words: 'Time passes quickly: clouds race and shadows travel.' },
        { id: 'loop', label: 'Loop', words: 'The movement ends as it began, as a seamless loop.' },
      ],
    },
  ],
  examples: [
    'The camera pushes in slowly through drifting smoke as the blacksmith lifts the glowing emblem and looks up',
    'Handheld, she runs down the wet street towards the camera, stops, and turns her head to the light',
    'Aerial, slow orbit around the lighthouse while waves break over the rocks and the beam turns',
  ],
}
