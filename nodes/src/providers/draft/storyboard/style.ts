export const STYLES = ['cinematic', 'ink', 'watercolour', 'paper_cut', 'neon', 'blueprint'] as const
export type Style = (typeof STYLES)[number]

export const STYLE_LABELS: Readonly<Record<Style, string>> = {
  cinematic: 'Cinematic',
  ink: 'Ink wash',
  watercolour: 'Watercolour',
  paper_cut: 'Paper cut',
  neon: 'Neon lines',
  blueprint: 'Blueprint',
}
