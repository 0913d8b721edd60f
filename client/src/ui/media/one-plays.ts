let onStage: HTMLMediaElement | undefined

/** One thing is heard at a time: whoever starts stops who played before. */
export function takeStage(media: HTMLMediaElement): void {
  if (onStage !== media) onStage?.pause()
  onStage = media
}
