// The pages' words, in the languages that there are.
import {offer} from './i18n.js';
import en from './i18n/en.js';
import zh from './i18n/zh.js';

/** The languages that the pages themselves have. */
export const LANGUAGES = ['en', 'zh'];

offer({en, zh});
