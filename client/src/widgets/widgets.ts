import type { ComponentType } from 'react'
import { AssetWidget } from './asset/asset.tsx'
import { AssignWidget } from './assign/assign.tsx'
import type { WidgetName } from './field.ts'
import { JsonWidget } from './json/json.tsx'
import { NumberWidget } from './number/number.tsx'
import { SeedWidget } from './seed/seed.tsx'
import { SegmentedWidget } from './segmented/segmented.tsx'
import { SelectWidget } from './select/select.tsx'
import { SliderWidget } from './slider/slider.tsx'
import { SwitchWidget } from './switch/switch.tsx'
import { TextWidget } from './text/text.tsx'
import { TextareaWidget } from './textarea/textarea.tsx'
import type { WidgetProps } from './widget.ts'

/** One widget for each shape a field can have. A new one is a folder and a line here. */
export const widgets: { readonly [Widget in WidgetName]: ComponentType<WidgetProps<Widget>> } = {
  text: TextWidget,
  textarea: TextareaWidget,
  number: NumberWidget,
  slider: SliderWidget,
  select: SelectWidget,
  segmented: SegmentedWidget,
  switch: SwitchWidget,
  seed: SeedWidget,
  assign: AssignWidget,
  asset: AssetWidget,
  json: JsonWidget,
}
