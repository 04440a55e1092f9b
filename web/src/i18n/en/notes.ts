import type { notes as dutch } from '../nl/notes';

export const notes: typeof dutch = {
  sleep: 'Slept',
  still: 'still asleep',
  bottle: 'Bottle',
  meal: 'Ate',
  nappy: 'Nappy',
  nappies: { dry: 'dry', wet: 'wet', dirty: 'dirty', toilet: 'on the toilet' },
  temperature: 'Temperature',
  medicine: 'Medicine',
  mood: 'Mood',
  moods: { cheerful: 'cheerful', calm: 'calm', tired: 'tired', sad: 'sad', unwell: 'unwell' },
};
