import type { Brush, Layer, Stage } from '../stage.ts'
import type { Style } from '../style.ts'
import { blueprint } from './blueprint.ts'
import { cinematic } from './cinematic.ts'
import type { Finish } from './finishing.ts'
import { ink } from './ink.ts'
import { neon } from './neon.ts'
import { paperCut } from './paper-cut.ts'
import { watercolour } from './watercolour.ts'

const FINISHES: Readonly<Record<Style, Finish>> = { cinematic, ink, watercolour, paper_cut: paperCut, neon, blueprint }

export const finish = (
  brush: Brush,
  { style, ...picture }: { readonly style: Style; readonly stage: Stage; readonly layers: readonly Layer[] },
): void => FINISHES[style](brush, picture)
