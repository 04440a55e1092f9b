import { asking as en } from './en/asking';
import { useWords } from './index';
import { asking as nl } from './nl/asking';

/** The words of the sheet of a day: both languages are little, and come with it. */
export const useAskingWords = () => ({ nl, en })[useWords().language];
