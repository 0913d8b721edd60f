import type { PromptHelp } from '@reelgraph/shared'

/** How a picture looks, in the words that picture models were taught. */
export const imageHelp: PromptHelp = {
  port: 'prompt',
  joins: 'words',
  choices: [
    {
      name: 'look',
      title: 'Style',
      unless: 'style',
      options: [
        {
          id: 'photorealistic',
          label: 'Photorealistic',
          words: 'photorealistic, natural light, sharp detail, 50 mm photograph',
        },
        {
          id: 'cinematic',
          label: 'Cinematic',
          words: 'cinematic film still, anamorphic lens, shallow depth of field, colour graded',
        },
        { id: 'natural', label: 'Natural', words: 'natural light, true muted colours, plain and unprocessed' },
        { id: 'vivid', label: 'Vivid', words: 'vivid, dramatic light, rich saturated colours, strong contrast' },
        {
          id: 'documentary',
          label: 'Documentary',
          words: 'documentary photograph, handheld, available light, unposed',
        },
        { id: 'noir', label: 'Film noir', words: 'black and white film noir, hard side light, deep shadows, grain' },
        { id: 'artistic', label: 'Artistic', words: 'painterly, expressive brushwork, rich colour, visible texture' },
        { id: 'watercolour', label: 'Watercolour', words: 'loose watercolour on cold-pressed paper, soft edges' },
        { id: 'anime', label: 'Anime', words: 'anime style, clean line work, cel shading, painted background' },
        { id: 'comic', label: 'Comic', words: 'graphic novel panel, bold ink outlines, flat colours, halftone' },
        { id: '3d', label: '3D', words: '3d render, soft global illumination, detailed materials' },
        {
          id: 'claymation',
          label: 'Claymation',
          words: 'stop-motion clay figure, fingerprints in the clay, miniature set',
        },
      ],
    },
  ],
  examples: [
    'A blacksmith forges an emblem at dawn, sparks, the city waking behind him',
    'Wide shot of a lighthouse in a storm, one lit window, waves over the rocks, cold blue light',
    'Close-up of an old sailor, salt in his beard, warm lantern light from the left',
  ],
}
