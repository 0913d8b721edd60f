import type { ImageToVideoCreateParams } from '@runwayml/sdk/resources/image-to-video'
import type { TextToVideoCreateParams } from '@runwayml/sdk/resources/text-to-video'

/** What is sent, checked against the SDK's own types. */
export type RunwayRequest =
  | { readonly to: 'image_to_video'; readonly body: ImageToVideoCreateParams }
  | { readonly to: 'text_to_video'; readonly body: TextToVideoCreateParams }

/** Pictures as addresses that Runway can read. */
export interface Frames {
  readonly start?: string
  readonly end?: string
}
