/** What else people call a kind and what its models make, by its id. */
const CALLED: Readonly<Record<string, string>> = {
  text: 'write, writing, script, screenplay, dialogue, prompt, story, llm, chat',
  image: 'photo, photograph, still, frame, drawing, illustration, storyboard, keyframe',
  video: 'film, movie, shot, footage, animation, animate',
  audio: 'voice over, speech, speak, narration, song, score, sound effect, sfx, foley, noise',
  import: 'upload, file, photo, photograph, footage, recording, url, link',
  assembly: 'edit, cut, montage, timeline, export, render, movie, mix, subtitles, captions, concat, join',
  note: 'comment, sticky, remark, memo',
  group: 'frame, section, box, folder',
}

export const kindWords = (kind: string): string => CALLED[kind] ?? ''
